package dev.coppice.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A tree without a wall: its root is known by identity, and its members are the root's descendants and, on Linux, whatever is in
 * the root's session or carries its mark in the environment. A process that leaves the session, outlives its parent and clears
 * its environment is not found.
 *
 * @param ours whether this JVM started it, so that the root's session is known to be its own even after its end
 */
record RecordedTree(ProcessIdentity root, boolean ours) implements ProcessTree {

    /** The variable that every process of a tree inherits: the root's pid, a dot, the root's start time. */
    static final String MARK = "COPPICE_TREE";

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long BETWEEN_ROUNDS = Duration.ofMillis(5).toNanos();

    @Override
    public Optional<ProcessIdentity> identity() {
        return Optional.of(root).filter(ProcessIdentity::hasStart);
    }

    @Override
    public void askToEnd() {
        rootProcess().ifPresent(ProcessHandle::destroy);
    }

    @Override
    public void kill() {
        endAll();
    }

    @Override
    public void endRest() {
        endAll();
    }

    /** Kills in rounds, because a tree that forks fast grows while it is looked at; returns whether there was anything to kill. */
    boolean endAll() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        var alive = members();
        boolean any = !alive.isEmpty();
        while (!alive.isEmpty() && System.nanoTime() - deadline < 0) {
            alive.forEach(ProcessHandle::destroyForcibly);
            LockSupport.parkNanos(BETWEEN_ROUNDS);
            var killed = alive.stream();
            alive = Stream.concat(killed, members().stream())
                    .distinct()
                    .filter(RecordedTree::isAlive)
                    .toList();
        }
        return any;
    }

    private List<ProcessHandle> members() {
        long self = ProcessHandle.current().pid();
        var living = rootProcess();
        boolean withSession = root.hasStart() && (ours || living.isPresent());
        var strays = ProcessHandle.allProcesses().filter(process -> isStray(process.pid(), withSession));
        return Stream.concat(living.stream(), strays)
                .flatMap(member -> Stream.concat(Stream.of(member), member.descendants()))
                .distinct()
                .filter(member -> member.pid() != self && isAlive(member))
                .toList();
    }

    /** The handle comes first: it keeps its own note of the start time, so a signal through it cannot hit a successor. */
    private Optional<ProcessHandle> rootProcess() {
        return ProcessHandle.of(root.pid())
                .filter(_ -> root.hasStart() && ProcessIdentity.of(root.pid()).equals(Optional.of(root)));
    }

    /** Once a foreign root has ended, its number may be another session's; the mark holds its start time and stays sure. */
    private boolean isStray(long pid, boolean withSession) {
        return (withSession && isInSession(pid)) || hasMark(pid);
    }

    private boolean isInSession(long pid) {
        return ProcessStat.of(pid)
                .filter(stat -> stat.session() == root.pid() && stat.started() >= root.started())
                .isPresent();
    }

    private boolean hasMark(long pid) {
        try {
            byte[] environment = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "environ"));
            return ("\0" + new String(environment, StandardCharsets.ISO_8859_1)).contains("\0" + mark());
        } catch (IOException e) {
            return false; // it has ended, or it is another user's and so none of ours
        }
    }

    private String mark() {
        return MARK + "=" + root.pid() + "." + (root.hasStart() ? root.started() + "\0" : "");
    }

    private static boolean isAlive(ProcessHandle process) {
        return process.isAlive()
                && !ProcessStat.of(process.pid()).map(ProcessStat::isDead).orElse(false);
    }
}
