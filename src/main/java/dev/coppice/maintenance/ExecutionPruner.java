package dev.coppice.maintenance;

import dev.coppice.queue.retention.Deletion;
import dev.coppice.queue.retention.PastExecutions;
import dev.coppice.task.ExecutionId;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Deletes whole executions whose time is over, if the operator has set one; their reports are archived. */
@ApplicationScoped
class ExecutionPruner {

    private final PastExecutions past;
    private final EventPruner events;
    private final Disposal disposal;
    private final RetentionConfig config;

    ExecutionPruner(PastExecutions past, EventPruner events, Disposal disposal, RetentionConfig config) {
        this.past = past;
        this.events = events;
        this.disposal = disposal;
        this.config = config;
    }

    void prune(PruningRound round) {
        config.keepExecutions().ifPresent(time -> prune(time, round));
    }

    /** The events first, because they are most of it and the round counts their batches: a large execution takes several rounds. */
    private void prune(Duration time, PruningRound round) {
        for (ExecutionId execution : past.ended(time)) {
            events.prune(execution, Long.MAX_VALUE, round);
            if (round.goesOn()) {
                tell(execution, disposal.dispose(execution, true));
            }
        }
    }

    private static void tell(ExecutionId execution, Deletion deletion) {
        switch (deletion) {
            case Deletion.Deleted _ ->
                Log.infof("deleted %s, whose time is over; its report is in the archive", execution);
            case Deletion.Unsettled(var why) -> Log.debugf("%s is not deleted yet: %s", execution, why);
            case Deletion.Unknown _, Deletion.NotEnded _ ->
                Log.debugf("%s was deleted or retried meanwhile", execution);
        }
    }
}
