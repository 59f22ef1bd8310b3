package dev.coppice.wakeup;

import dev.coppice.sql.DirectConnection;
import dev.coppice.sql.DirectConnections;
import dev.coppice.sql.SqlText;
import io.quarkus.logging.Log;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Notifies other processes, from a thread and on a connection of its own; what cannot be sent is left to their polls. */
@ApplicationScoped
class NotificationSender {

    private static final Duration APART = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final SqlText NOTIFY = SqlText.of("select pg_notify(:channel, :payload)");

    private final boolean isOn;
    private final DirectConnection connection;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("queue-notifier").daemon().factory());
    private final Throttle<Notification> throttle = new Throttle<>(thread, APART, this::send);

    NotificationSender(DirectConnections connections, NotificationConfig config) {
        this.isOn = config.notifications();
        this.connection =
                new DirectConnection(() -> connections.open("coppice notifier", PATIENCE), "notify other processes");
    }

    /** Returns at once; sends the same not twice within 50 ms. */
    void tell(Notification notification) {
        if (isOn) {
            throttle.ask(notification);
        }
    }

    @PreDestroy
    void stop() {
        thread.execute(connection::close);
        thread.shutdown();
    }

    /** A connection that nobody has used for long may have died meanwhile, which is found only now. */
    private void send(Notification notification) {
        boolean isOld = connection.isOpen();
        try {
            sendOnce(notification);
        } catch (PersistenceException e) {
            if (isOld) {
                sendAgain(notification);
            } else {
                tellOf(e);
            }
        }
    }

    private void sendAgain(Notification notification) {
        try {
            sendOnce(notification);
        } catch (PersistenceException e) {
            tellOf(e);
        }
    }

    private void sendOnce(Notification notification) {
        var _ = connection
                .call(NOTIFY)
                .with("channel", notification.channel())
                .with("payload", notification.payload())
                .rows(_ -> true);
    }

    /** Whoever uses the database notices by itself that it is away. */
    private static void tellOf(PersistenceException problem) {
        Log.debugf("%s; polls will find it", problem.getMessage());
    }
}
