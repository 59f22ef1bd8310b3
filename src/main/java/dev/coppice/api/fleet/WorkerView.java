package dev.coppice.api.fleet;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.coppice.queue.WorkerStatus;
import java.time.Instant;
import java.util.List;

/**
 * A process that works on the queue.
 *
 * @param home the id of its data folder
 * @param slots how many agents it has at work at the same time at most; {@code executing} may be more, by tasks that are checked and landed
 * @param silentSeconds since its last heartbeat; one that lives is never silent for long
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record WorkerView(
        String workerId,
        String home,
        String host,
        long pid,
        int slots,
        int tasksExecuting,
        Instant startedAt,
        double silentSeconds,
        boolean drainRequested) {

    /** All of them, the one that started first comes first. */
    public record WorkersView(List<WorkerView> workers) {}

    static WorkerView of(WorkerStatus worker) {
        return new WorkerView(
                worker.id().value().toString(),
                worker.home().value().toString(),
                worker.host(),
                worker.pid(),
                worker.slots(),
                worker.executing(),
                worker.startedAt(),
                Math.round(10 * worker.silentSeconds()) / 10.0,
                worker.drainRequested());
    }
}
