package dev.coppice.torture;

import dev.coppice.database.DatabaseAddress;
import dev.coppice.process.Spawner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** A worker's JVM, of which there is a new one after each death, on the same data folder. */
final class WorkerProcess {

    static final String MARK = "TORTURE_RUN";

    private static final List<String> JVM_OPTIONS = List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-Djava.util.logging.SimpleFormatter.format=%1$tT.%1$tL %4$s %3$s: %5$s%6$s%n");

    private static final List<String> DIE_WITH_THE_TEST = Files.isExecutable(Path.of("/usr/bin/setpriv"))
            ? List.of("/usr/bin/setpriv", "--pdeathsig", "KILL")
            : List.of();

    private final Path home;
    private final String mark;
    private final boolean good;
    private final Path classes;
    private Path log;
    private Process process;

    /**
     * @param mark what every process of the run carries in its environment
     * @param good whether tasks are held together by a pid namespace, and git is quick; else by their records alone, and it is slow
     */
    WorkerProcess(Path home, String mark, boolean good, Path classes) {
        this.home = home;
        this.log = home.resolveSibling(home.getFileName() + ".log");
        this.mark = mark;
        this.good = good;
        this.classes = classes;
    }

    Path log() {
        return log;
    }

    void writeTo(Path file) {
        log = file;
    }

    Path home() {
        return home;
    }

    void start(DatabaseAddress database, String... more) throws IOException {
        var words = new ArrayList<>(DIE_WITH_THE_TEST);
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(JVM_OPTIONS);
        words.addAll(List.of("-cp", classes + ":" + System.getProperty("java.class.path")));
        words.addAll(List.of(TortureWorker.class.getName(), home.toString()));
        words.addAll(List.of(database.url(), database.user(), database.password()));
        words.addAll(List.of(more));
        var builder = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().put(MARK, mark);
        if (!good) {
            builder.environment().merge("PATH", poorPrograms().toString(), (path, first) -> first + ":" + path);
        }
        process = Spawner.start(builder);
    }

    /** Programs in front of others: a git that takes its time before it moves refs, and some that fail to put up a wall. */
    private Path poorPrograms() throws IOException {
        var folder = Files.createDirectories(home.resolveSibling("programs-of-" + home.getFileName()));
        var git = Stream.of(System.getenv("PATH").split(":", -1))
                .map(place -> Path.of(place, "git"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
        program(folder.resolve("git"), "case \" $* \" in *' update-ref '*) sleep 0.2 ;; esac; exec " + git + " \"$@\"");
        program(folder.resolve("unshare"), "exit 1");
        program(folder.resolve("bwrap"), "exit 1");
        return folder;
    }

    private static void program(Path file, String script) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        if (!file.toFile().setExecutable(true)) {
            throw new IOException("cannot make executable: " + file);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The JVM first, so that it starts nothing more. */
    long[] tree() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .mapToLong(ProcessHandle::pid)
                .toArray();
    }

    long[] alone() {
        return LongStream.of(process.pid()).toArray();
    }

    /** Ends in good order and says whether it did so in time. */
    boolean end(Duration limit) throws InterruptedException {
        process.destroy();
        return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS) && process.exitValue() == 143;
    }

    void kill() {
        process.destroyForcibly();
    }
}
