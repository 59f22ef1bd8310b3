package dev.coppice.maintenance;

import dev.coppice.queue.Executions;
import dev.coppice.queue.Steering;
import dev.coppice.task.ExecutionId;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** Deletes logs while nobody can retry their execution; a few at a time, because whoever wants to has to wait meanwhile. */
@ApplicationScoped
class LogRemoval {

    private static final int FILES = 200;

    private final Steering steering;
    private final Executions executions;

    LogRemoval(Steering steering, Executions executions) {
        this.steering = steering;
        this.executions = executions;
    }

    /** The number of files deleted; 0 if none is left, or if the execution may go on. One that the database does not know runs nowhere. */
    int removeSome(ExecutionId execution, Path logs) {
        var removed = new AtomicInteger();
        boolean isEnded = steering.ifEnded(execution, () -> removed.set(delete(logs)));
        return !isEnded && executions.summary(execution).isEmpty() ? delete(logs) : removed.get();
    }

    private static int delete(Path logs) {
        try {
            return new OldFolder(logs).deleteSome(FILES);
        } catch (IOException e) {
            throw new UncheckedIOException("could not delete " + logs, e);
        }
    }
}
