package dev.coppice.bench;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The figures that need the application in this process. Run by {@link QueueBench} only: its name is that of no test. */
@QuarkusTest
@QuarkusTestResource(value = BenchPostgres.class, restrictToAnnotatedClass = true)
class QueueFigures {

    private static final int JOBS = Integer.getInteger("bench.jobs", 20_000);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);

    @Inject
    QueueRoom room;

    @Test
    void print() throws InterruptedException {
        var server = QueueRoom.database();
        var drains = List.<Drain>of(new CoppiceDrain(room, 1), new RawDrain(server, 1, false));
        new Drains(drains, JOBS).measure(ROUNDS);
    }
}
