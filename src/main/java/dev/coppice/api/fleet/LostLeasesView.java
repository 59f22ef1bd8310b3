package dev.coppice.api.fleet;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.coppice.queue.lease.LostLease;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Attempts that lost their leases, the newest first; at most 50. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record LostLeasesView(List<LostLeaseView> lostLeases) {

    /**
     * One of them.
     *
     * @param workerId who had it
     * @param host of that worker; null once it is forgotten
     * @param counter {@code lease_losses}, or {@code takeovers} if a new process took over the data folder of a dead one
     * @param taskStatus what that made of the task: {@code queued} if somebody else could take it
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record LostLeaseView(
            Instant lostAt,
            String executionId,
            String plan,
            String task,
            String taskTitle,
            int attempt,
            String workerId,
            @Nullable String host,
            Instant startedAt,
            String counter,
            String taskStatus) {

        private static LostLeaseView of(LostLease lost) {
            return new LostLeaseView(
                    lost.at(),
                    lost.execution().value(),
                    lost.plan(),
                    lost.task().text(),
                    lost.title(),
                    lost.attempt(),
                    lost.worker().toString(),
                    lost.host().orElse(null),
                    lost.startedAt(),
                    lost.counter(),
                    lost.then());
        }
    }

    static LostLeasesView of(List<LostLease> lost) {
        return new LostLeasesView(lost.stream().map(LostLeaseView::of).toList());
    }
}
