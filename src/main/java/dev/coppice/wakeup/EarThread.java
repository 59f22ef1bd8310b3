package dev.coppice.wakeup;

import dev.coppice.sql.Connector;
import io.quarkus.logging.Log;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The thread that hears what other processes notify, through one connection after another. A new connection begins with the news that
 * something may have been missed.
 */
final class EarThread {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration AFTER_REFUSAL = Duration.ofMinutes(5);
    private static final Duration TO_END = Duration.ofSeconds(5);

    private final Connector connector;
    private final Duration quiet;
    private final Consumer<Notification> heard;
    private final Runnable mayHaveMissed;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().name("queue-listener").daemon().unstarted(this::listen);

    private @Nullable Listening listening;
    private int failures;
    private boolean isRefusalTold;

    /** @param quiet after this time without a notification the connection is tried out */
    EarThread(Connector connector, Duration quiet, Consumer<Notification> heard, Runnable mayHaveMissed) {
        this.connector = connector;
        this.quiet = quiet;
        this.heard = heard;
        this.mayHaveMissed = mayHaveMissed;
    }

    void start() {
        thread.start();
    }

    /** Nothing is heard any more afterwards. */
    void stop() {
        stopped.countDown();
        closeConnection();
        try {
            if (thread.isAlive()) {
                thread.join(TO_END);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void closeConnection() {
        if (listening != null) {
            listening.close();
        }
    }

    private void listen() {
        try {
            while (!isStopped()) {
                long pause = listenOnce().toMillis();
                // Scattered, so that all processes do not come back to a restarted server in the same moment.
                stopped.await(pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2 + 1), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Listens until the connection breaks; the time to leave the server alone then. */
    private Duration listenOnce() {
        try (var ear = open()) {
            failures = 0;
            isRefusalTold = false;
            mayHaveMissed.run();
            while (!isStopped()) {
                ear.next().forEach(heard);
            }
            return Duration.ZERO;
        } catch (Listening.Refused e) {
            tell(e);
            return AFTER_REFUSAL;
        } catch (SQLException | RuntimeException e) {
            if (!isStopped()) {
                Log.debugf("the connection that listens broke, opening another one: %s", e.getMessage());
            }
            failures++;
            return pause();
        }
    }

    private Listening open() throws SQLException {
        var opened = Listening.on(connector, quiet);
        synchronized (this) {
            listening = opened;
        }
        if (isStopped()) {
            opened.close();
        }
        return opened;
    }

    private void tell(Listening.Refused refused) {
        if (!isRefusalTold) {
            isRefusalTold = true;
            Log.warnf(
                    "this database does not let Coppice listen, so other processes' tasks are found by looking each second"
                            + " (coppice.queue.notifications=false says so from the start): %s",
                    refused.getMessage());
        }
    }

    /** Nothing after the first failure, then doubling from a quarter of a second. */
    private Duration pause() {
        long pause = failures == 1 ? 0 : 125L << Math.min(failures, 10);
        return Duration.ofMillis(Math.min(pause, LONGEST_PAUSE.toMillis()));
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }
}
