package dev.coppice.webhook;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/**
 * Looks every second whether there is anything to tell, once this process owns its data folder. Nothing waits for it but the end of the
 * process, for some seconds: a run is over as soon as there is something to tell.
 */
@ApplicationScoped
public class Postman {

    /** What is not taken by then is sent by whoever has the data folder, or the database, next. */
    private static final Duration LAST = Duration.ofSeconds(5);

    private final KnownWebhooks known;
    private final Registration registration;
    private final Dispatcher dispatcher;
    private final Rounds rounds;
    private volatile boolean started;
    private volatile boolean isNeeded;

    Postman(KnownWebhooks known, Registration registration, Dispatcher dispatcher, Rounds rounds) {
        this.known = known;
        this.registration = registration;
        this.dispatcher = dispatcher;
        this.rounds = rounds;
    }

    /** From now on; what happens after this is told, however soon it is over. */
    public void start() {
        try {
            registration.register();
        } catch (RuntimeException e) {
            Log.warnf("could not make the configured webhooks known, trying again: %s", e.getMessage());
        }
        started = true;
    }

    void stop(@Observes ShutdownEvent event) {
        boolean isAsked = started && (isNeeded || registration.hasAny());
        started = false;
        if (isAsked) {
            round();
            rounds.await(LAST);
        }
        rounds.stop();
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        if (started) {
            round();
        }
    }

    private void round() {
        try {
            registration.register();
            var usable = known.usable();
            isNeeded = !usable.isEmpty();
            usable.forEach(this::serve);
        } catch (RuntimeException e) {
            Log.warnf("could not look for what webhooks are to be told: %s", e.getMessage());
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
