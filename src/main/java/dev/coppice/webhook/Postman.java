package dev.coppice.webhook;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Looks every second whether there is anything to tell, once this process owns its data folder; nothing waits for it. */
@ApplicationScoped
public class Postman {

    private final KnownWebhooks known;
    private final Registration registration;
    private final Dispatcher dispatcher;
    private final Rounds rounds;
    private volatile boolean started;

    Postman(KnownWebhooks known, Registration registration, Dispatcher dispatcher, Rounds rounds) {
        this.known = known;
        this.registration = registration;
        this.dispatcher = dispatcher;
        this.rounds = rounds;
    }

    /** From now on. */
    public void start() {
        started = true;
    }

    void stop(@Observes ShutdownEvent event) {
        started = false;
        rounds.stop();
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        if (started) {
            try {
                registration.register();
                known.usable().forEach(this::serve);
            } catch (RuntimeException e) {
                Log.warnf("could not look for what webhooks are to be told: %s", e.getMessage());
            }
        }
    }

    /** What goes wrong with one must not keep the others from being told. */
    void serve(Webhook webhook) {
        try {
            dispatcher.dispatch(webhook);
            rounds.begin(webhook);
        } catch (RuntimeException e) {
            Log.warnf("webhook %s: could not tell what happened, trying again: %s", webhook.name(), e.getMessage());
        }
    }
}
