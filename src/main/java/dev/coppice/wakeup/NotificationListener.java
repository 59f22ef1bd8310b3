package dev.coppice.wakeup;

import dev.coppice.sql.DirectConnections;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** Hands on what other processes notify, as the same events that this process's own transactions cause. */
@ApplicationScoped
public class NotificationListener {

    private static final Duration QUIET = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final OwnQueues queues;
    private final Event<WakeUp> here;
    private final boolean isOn;
    private final EarThread ear;
    private final AtomicBoolean started = new AtomicBoolean();

    NotificationListener(
            DirectConnections connections, NotificationConfig config, OwnQueues queues, Event<WakeUp> here) {
        this.queues = queues;
        this.here = here;
        this.isOn = config.notifications();
        this.ear = new EarThread(
                () -> connections.open("coppice listener", PATIENCE), QUIET, this::heard, this::mayHaveMissed);
    }

    /** Begins to listen, where notifications are not switched off; a second call changes nothing. */
    public void start() {
        if (isOn && started.compareAndSet(false, true)) {
            ear.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        if (started.get()) {
            ear.stop();
        }
    }

    private void heard(Notification notification) {
        notification.wakeUp().filter(queues::isForHere).ifPresent(here::fire);
    }

    private void mayHaveMissed() {
        queues.whatMayHaveBeenMissed().forEach(here::fire);
    }
}
