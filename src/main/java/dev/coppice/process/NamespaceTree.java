package dev.coppice.process;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A tree in a pid namespace of its own. Its processes are three generations: the wall that this JVM started, the namespace's
 * first process, and the command. When the first process dies the kernel kills all others before it lets the wall know, so the
 * end of the wall is the end of the tree, daemons included.
 */
record NamespaceTree(Process wall, Optional<ProcessIdentity> identity) implements ProcessTree {

    private static final long KERNEL_SECONDS = 2;

    /** The command only: its parent ignores TERM, and the wall's death would give it no time. */
    @Override
    public void askToEnd() {
        long asked = command().filter(ProcessHandle::destroy).count();
        if (asked == 0) {
            kill();
        }
    }

    /**
     * The command first: its parent then ends in good order, and an exit code comes through. A wall that is killed while it is put up can
     * leave its first process behind, which is still in the wall's session.
     */
    @Override
    public void kill() {
        boolean gone = endsBy(command()) || endsBy(firstProcess().stream());
        if (!gone) {
            wall.destroyForcibly();
            Wall.recorded(wall, identity).endAll();
        }
    }

    private boolean endsBy(Stream<ProcessHandle> victims) {
        long killed = victims.filter(ProcessHandle::destroyForcibly).count();
        return killed > 0 && endsSoon();
    }

    @Override
    public void endRest() {}

    /** With it come orphans that the first process has adopted. */
    private Stream<ProcessHandle> command() {
        return firstProcess().stream().flatMap(ProcessHandle::children);
    }

    private Optional<ProcessHandle> firstProcess() {
        return wall.toHandle().children().findFirst();
    }

    private boolean endsSoon() {
        try {
            return wall.waitFor(KERNEL_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
