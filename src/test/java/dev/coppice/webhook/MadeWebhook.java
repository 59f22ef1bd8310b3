package dev.coppice.webhook;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** Short words for what most tests of webhooks do. Each works with a webhook of its own. */
@ApplicationScoped
class MadeWebhook {

    private final Webhooks webhooks;
    private final KnownWebhooks known;
    private final Tries tries;
    private final Sender sender;
    private final Deliveries deliveries;
    private final AgroalDataSource database;

    MadeWebhook(
            Webhooks webhooks,
            KnownWebhooks known,
            Tries tries,
            Sender sender,
            Deliveries deliveries,
            AgroalDataSource database) {
        this.webhooks = webhooks;
        this.known = known;
        this.tries = tries;
        this.sender = sender;
        this.deliveries = deliveries;
        this.database = database;
    }

    record Made(String name, String secret) {}

    Made make(String url, Format format, Optional<List<String>> events, Optional<List<String>> repositories) {
        return make(new NewWebhook(name(), url, events, repositories, format, true));
    }

    Made make(NewWebhook wish) {
        if (webhooks.create(wish, "operator") instanceof Change.Done(var webhook, var secret)) {
            return new Made(webhook.name(), secret.map(SigningSecret::text).orElse(""));
        }
        throw new AssertionError("not made: " + wish);
    }

    Made make(Receiver receiver) {
        return make(receiver.url(), Format.STANDARD, Optional.empty(), Optional.empty());
    }

    static String name() {
        return "w-" + UUID.randomUUID();
    }

    Webhook known(Made made) {
        return known.usable().stream()
                .filter(webhook -> webhook.name().equals(made.name()))
                .findFirst()
                .orElseThrow();
    }

    /** Sends what is due; how many that were. */
    int sendDue(Made made) throws InterruptedException {
        var webhook = known(made);
        int sent = 0;
        for (var due = tries.claim(webhook.id(), 1); !due.isEmpty(); due = tries.claim(webhook.id(), 1)) {
            sender.send(webhook, due.getFirst());
            sent++;
        }
        return sent;
    }

    /** The oldest first. */
    List<Delivery> log(Made made) {
        return deliveries.before(made.name(), OptionalLong.empty(), 1000).reversed();
    }

    /** Lets the time of what is to be tried again have come, and of what somebody is at be over. */
    void hurry(Made made) {
        change(
                "update webhook_delivery set next_at = clock_timestamp() where webhook = (select id from webhook where name = '"
                        + made.name() + "')");
    }

    void change(String statement) {
        try (var connection = database.getConnection();
                var prepared = connection.createStatement()) {
            prepared.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }
}
