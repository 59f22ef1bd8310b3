package dev.coppice.process;

import java.util.Optional;

/** A started command and all that it starts in turn. */
public interface RunningProcess {

    /** The process whose death ends the tree; empty if the command could not be started. */
    Optional<ProcessIdentity> identity();

    /** Waits until the whole tree has ended and its output has been handed on. Interrupting the waiter stops the tree. */
    ProcessResult await();

    /** Asks the command to end (TERM), and ends the whole tree by force after a grace time; returns at once. */
    void stop();
}
