package dev.coppice.process;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * A tree without a wall: its root is known by identity, and its members are the root's descendants and, on Linux, whatever is in
 * the root's session or carries its {@link Mark}. A process that leaves the session, outlives its parent and clears its
 * environment is not found.
 *
 * @param ours whether this JVM started it, so that the root's session is known to be its own even after its end
 */
record RecordedTree(ProcessIdentity root, boolean ours) implements ProcessTree {

    private static final Duration CLEARING = Duration.ofMillis(200);

    @Override
    public Optional<ProcessIdentity> identity() {
        return Optional.of(root).filter(ProcessIdentity::hasStart);
    }

    @Override
    public void askToEnd() {
        root.process().ifPresent(ProcessHandle::destroy);
    }

    @Override
    public void kill() {
        endAll();
    }

    @Override
    public void endRest() {
        endAll();
    }

    /** Returns whether there was anything to kill. */
    boolean endAll() {
        return Rounds.endAll(this::members);
    }

    /** Looks again for a while as long as nothing is found but not every process could be made out. */
    private List<ProcessHandle> members() {
        long deadline = System.nanoTime() + CLEARING.toNanos();
        var census = Census.of(root, ours);
        while (census.members().isEmpty() && census.isUnclear() && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(Rounds.BETWEEN);
            census = Census.of(root, ours);
        }
        return census.members();
    }
}
