package dev.coppice.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The agent of every system: sleeps and writes one file, named for its task. How long it sleeps it reads from a file, by no process of its
 * own, so that a running service can be given the next load.
 */
public record BenchAgent(Path script, Path seconds) {

    public static BenchAgent in(Path folder) throws IOException {
        var agent = new BenchAgent(folder.resolve("agent.sh"), folder.resolve("seconds"));
        Files.writeString(
                agent.script,
                "read -r s more < '" + agent.seconds
                        + "'\nsleep \"$s\" ${more:+$((more * ${COPPICE_TASK##*.}))}\necho \"$COPPICE_TASK\" > \"out-$COPPICE_TASK\"\n");
        return agent;
    }

    public String command() {
        return "sh " + script;
    }

    /** What every system runs afterwards, in a shell, to accept the work. */
    static String check(String task) {
        return "test -f out-" + task;
    }

    public void sleepFor(double time) throws IOException {
        Files.writeString(seconds, time + "\n");
    }

    /** Seconds, and as many more for each of a batch's tasks as its number says, because real agents do not end all at once. */
    public void sleepFor(int least, int more) throws IOException {
        Files.writeString(seconds, least + " " + more + "\n");
    }
}
