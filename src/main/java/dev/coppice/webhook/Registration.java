package dev.coppice.webhook;

import dev.coppice.event.EventLog;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;

/** Makes the configured webhooks known to the database, once in the life of a process, and says which of them cannot be used. */
@ApplicationScoped
class Registration {

    private final ConfiguredWebhooks configured;
    private final WebhookRows rows;
    private final EventLog log;
    private boolean isDone;

    Registration(ConfiguredWebhooks configured, WebhookRows rows, EventLog log) {
        this.configured = configured;
        this.rows = rows;
        this.log = log;
    }

    boolean hasAny() {
        return !configured.names().isEmpty();
    }

    synchronized void register() {
        if (!isDone) {
            configured.names().forEach(this::register);
            isDone = true;
        }
    }

    private void register(String name) {
        if (NewWebhook.isName(name)) {
            rows.register(name, log.now());
        }
        switch (configured.find(name).orElseThrow()) {
            case Known.Usable _ -> warnIfTaken(name);
            case Known.Unusable(var why) -> Log.warnf("the configured webhook %s is not used: %s", name, why);
        }
    }

    private void warnIfTaken(String name) {
        if (rows.find(name).flatMap(WebhookRow::made).isPresent()) {
            Log.warnf("the configured webhook %s is not used: one of this name was made over the API", name);
        }
    }
}
