package dev.coppice.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coppice.database.PostgresResource;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ScheduleEndTest {

    @Inject
    Probe probe;

    /** A job that looks who runs. */
    @Singleton
    static class Probe {

        private final RunningJobs jobs;
        private volatile int seen = -1;

        Probe(RunningJobs jobs) {
            this.jobs = jobs;
        }

        @Scheduled(every = "1s")
        void look() {
            seen = jobs.count();
        }
    }

    @Test
    void theSchedulersJobsAreAmongThoseThatAreWaitedFor() {
        await().atMost(Duration.ofSeconds(60)).until(() -> probe.seen >= 0);

        assertThat(probe.seen).isPositive();
    }
}
