package dev.coppice.process;

import java.util.Optional;
import java.util.function.Consumer;

/** A started command and all that it starts in turn. */
public interface RunningProcess {

    /** The process whose death ends the tree; empty if the command could not be started. */
    Optional<ProcessIdentity> identity();

    /** Waits until the whole tree has ended and its output has been handed on. Interrupting the waiter stops the tree. */
    ProcessResult await();

    /**
     * Tells the listener of the process, then waits like {@link #await}. If the listener fails, the process is ended before the
     * failure goes on: nobody would know of it any more.
     */
    default ProcessResult awaitKnownTo(Consumer<RunningProcess> listener) {
        try {
            listener.accept(this);
        } catch (RuntimeException e) {
            stop();
            await();
            throw e;
        }
        return await();
    }

    /** Asks the command to end (TERM), and ends the whole tree by force after a grace time; returns at once. */
    void stop();
}
