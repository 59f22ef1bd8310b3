package dev.coppice.bench;

import dev.coppice.maintenance.Takeover;
import dev.coppice.task.HomeId;
import dev.coppice.task.WorkerId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * What another service has to wait for when a worker has died and nobody takes its data folder: lease, grace, and up to one round of the
 * reaper. Measured at the queue, with a lease made short. Run by {@link QueueBench} only: its name is that of no test.
 */
@QuarkusTest
@QuarkusTestResource(value = BenchPostgres.class, restrictToAnnotatedClass = true)
@TestProfile(LeaseExpiryFigures.ShortLease.class)
class LeaseExpiryFigures {

    private static final Duration LEASE = Duration.ofSeconds(4);
    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final long PAUSE_NANOS = Duration.ofMillis(10).toNanos();

    /** So that the reaper's guard, which starts with the application, has passed. */
    private static final Duration GUARD = LEASE.plus(GRACE).plusSeconds(6);

    @Inject
    QueueRoom room;

    @Inject
    Takeover takeover;

    /** A lease and a grace of seconds. */
    public static final class ShortLease implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "coppice.queue.lease", LEASE.toSeconds() + "s",
                    "coppice.queue.beat", "1s",
                    "coppice.queue.reap-grace", GRACE.toSeconds() + "s");
        }
    }

    @Test
    void print() {
        takeover.takeOver(new HomeId(UUID.randomUUID()), WorkerId.random(), Optional.empty());
        LockSupport.parkNanos(GUARD.toNanos());
        room.submit(1);
        var start = Usage.now(QueueRoom.database());
        long claimed = System.nanoTime();
        room.claim(1);
        while (room.claim(1).isEmpty()) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        double milliseconds = (System.nanoTime() - claimed) / 1e6;
        double foreign = Usage.now(QueueRoom.database()).since(start).foreign();
        System.out.println(new Samples("recovery_by_lease_expiry", new double[] {milliseconds})
                .line(",\"lease_s\":" + LEASE.toSeconds() + ",\"grace_s\":" + GRACE.toSeconds()
                        + String.format(Locale.ROOT, ",\"reaper_s\":5,\"foreign\":%.2f", foreign)));
    }
}
