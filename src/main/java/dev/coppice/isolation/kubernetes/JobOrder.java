package dev.coppice.isolation.kubernetes;

import dev.coppice.process.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One command that is to run as a Job.
 *
 * @param name of the Job, and of its Secret
 * @param labels tell whose it is
 * @param input what it reads on its standard input
 * @param setup shell commands that make the worktree ready before it
 * @param own folders besides the worktree that it may write to, empty at its beginning
 * @param returning whether what it leaves in the worktree comes back; that is the agent's work, and only it gets what agents log in with
 */
record JobOrder(
        String name,
        Map<String, String> labels,
        String image,
        Command command,
        String input,
        List<String> setup,
        List<Path> own,
        Transfer transfer,
        boolean returning) {

    /** What the cluster takes in one Secret, less what its frame needs. */
    static final int MOST_SECRET_BYTES = 1_000_000;

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    JobOrder {
        labels = Map.copyOf(labels);
        setup = List.copyOf(setup);
        own = List.copyOf(own);
    }

    /** In a fixed order; without what no shell has a name for. */
    Map<String, String> environment() {
        var sorted = new TreeMap<>(command.environment());
        sorted.keySet().removeIf(name -> !VARIABLE.matcher(name).matches());
        return sorted;
    }

    String worktree() {
        return command.directory().toString();
    }
}
