package dev.coppice.maintenance;

import dev.coppice.queue.lease.Leases;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * Holds the reaper back after a database outage, so that the living can renew their leases before anyone is declared dead: passed
 * only if this process reached the database at every look for one whole lease and grace.
 */
@ApplicationScoped
class OutageGuard {

    private static final int SECONDS_TO_ANSWER = 3;

    private final DataSource database;
    private final Duration leaseAndGrace;
    private volatile long reachedSince = System.nanoTime();

    OutageGuard(DataSource database, Leases leases) {
        this.database = database;
        this.leaseAndGrace = leases.times().lease().plus(leases.times().reapGrace());
    }

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        if (!isReached()) {
            reachedSince = System.nanoTime();
        }
    }

    private boolean isReached() {
        try (Connection connection = database.getConnection()) {
            return connection.isValid(SECONDS_TO_ANSWER);
        } catch (SQLException e) {
            return false;
        }
    }

    boolean isPassed() {
        return System.nanoTime() - reachedSince > leaseAndGrace.toNanos();
    }
}
