package dev.coppice.wakeup;

import dev.coppice.task.ExecutionId;

/** A hint that there is something to do now that would be found by looking, a little later. Hints may be lost, and may come twice. */
public sealed interface WakeUp {

    /** Tasks of this queue can be claimed. */
    record Claimable(String queue) implements WakeUp {}

    /** Executing tasks of this execution were asked to stop; the answer to a heartbeat tells which. */
    record StopAsked(ExecutionId execution) implements WakeUp {}
}
