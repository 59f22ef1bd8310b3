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
            "-Djava.util.logging.SimpleFormatter.format=%1$tT.%1$tL %4$s %3$s: %5$s%6$s%n",
            "-Dcoppice.queue.lease=2s",
            "-Dcoppice.queue.beat=500ms",
            "-Dcoppice.queue.reap-grace=500ms");

    private static final List<String> DIE_WITH_THE_TEST = Files.isExecutable(Path.of("/usr/bin/setpriv"))
            ? List.of("/usr/bin/setpriv", "--pdeathsig", "KILL")
            : List.of();

    private final Path home;
    private final String mark;
    private final boolean walled;
    private final Path classes;
    private Path log;
    private Process process;

    /**
     * @param mark what every process of the run carries in its environment
     * @param walled whether tasks may be held together by a pid namespace; without, by their records alone
     */
    WorkerProcess(Path home, String mark, boolean walled, Path classes) {
        this.home = home;
        this.log = home.resolveSibling(home.getFileName() + ".log");
        this.mark = mark;
        this.walled = walled;
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
        if (!walled) {
            builder.environment().merge("PATH", noNamespaces().toString(), (path, first) -> first + ":" + path);
        }
        process = Spawner.start(builder);
    }

    /** Programs that fail, in front of those that would put up a wall. */
    private Path noNamespaces() throws IOException {
        var folder = Files.createDirectories(home.resolveSibling("no-namespaces"));
        for (var name : List.of("unshare", "bwrap")) {
            var program = folder.resolve(name);
            Files.writeString(program, "#!/bin/sh\nexit 1\n");
            if (!program.toFile().setExecutable(true)) {
                throw new IOException("cannot make executable: " + program);
            }
        }
        return folder;
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
