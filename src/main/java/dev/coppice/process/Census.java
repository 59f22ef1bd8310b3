package dev.coppice.process;

import dev.coppice.process.Mark.Sight;
import java.util.List;
import java.util.stream.Stream;

/**
 * One look at all processes of this host for the members of a tree.
 *
 * @param isUnclear whether there were processes that could not be made out
 */
record Census(List<ProcessHandle> members, boolean isUnclear) {

    private record Seen(ProcessHandle process, Sight sight) {}

    /** Once a foreign root has ended, its session's number may be another's; the mark holds the start time and stays sure. */
    static Census of(ProcessIdentity root, boolean ours) {
        var process = root.process();
        boolean withSession = root.hasStart() && (ours || process.isPresent());
        var all = ProcessHandle.allProcesses()
                .map(other -> new Seen(other, sight(other.pid(), root, withSession)))
                .toList();
        var strays = all.stream().filter(seen -> seen.sight == Sight.MARKED).map(Seen::process);
        return new Census(
                withDescendants(Stream.concat(process.stream(), strays)),
                all.stream().anyMatch(seen -> seen.sight == Sight.UNCLEAR));
    }

    /** The dead that nobody has waited for are not alive. */
    static boolean isAlive(ProcessHandle process) {
        return process.isAlive()
                && !ProcessStat.of(process.pid()).map(ProcessStat::isDead).orElse(false);
    }

    private static Sight sight(long pid, ProcessIdentity root, boolean withSession) {
        return withSession && isInSession(pid, root) ? Sight.MARKED : new Mark(root).on(pid);
    }

    private static boolean isInSession(long pid, ProcessIdentity root) {
        return ProcessStat.of(pid)
                .filter(stat -> stat.session() == root.pid() && stat.started() >= root.started())
                .isPresent();
    }

    private static List<ProcessHandle> withDescendants(Stream<ProcessHandle> processes) {
        long self = ProcessHandle.current().pid();
        return processes
                .flatMap(member -> Stream.concat(Stream.of(member), member.descendants()))
                .distinct()
                .filter(member -> member.pid() != self && isAlive(member))
                .toList();
    }
}
