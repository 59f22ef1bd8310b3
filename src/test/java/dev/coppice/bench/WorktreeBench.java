package dev.coppice.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How much of the workers' time is agents' work when Coppice runs a plan, beside a worktree per task and a pool of worktrees, both in a
 * few lines of shell: the same agent, check and repository, in turns. Prints one JSON line for each system and load; each run goes to
 * standard error. {@code bench.folder} says where all files lie.
 */
public final class WorktreeBench {

    private static final int TASKS = Integer.getInteger("bench.tasks", 16);
    private static final int WORKERS = Integer.getInteger("bench.workers", 4);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    private static final int WARM_UP = Integer.getInteger("bench.warm", 10);
    private static final List<String> FILES = list("bench.sizes", "2000,20000");
    private static final List<String> SECONDS = list("bench.seconds", "0.1,1,10");

    private final Path folder;
    private final int files;

    private WorktreeBench(Path folder, int files) {
        this.folder = folder;
        this.files = files;
    }

    public static void main(String... arguments) throws IOException, InterruptedException {
        for (var files : FILES) {
            var folder = Files.createTempDirectory(parent(), "coppice-bench").toRealPath();
            try {
                new WorktreeBench(folder, Integer.parseInt(files)).measure();
            } finally {
                new ProcessBuilder("rm", "-rf", folder.toString()).start().waitFor();
            }
        }
    }

    private static Path parent() {
        String asked = System.getProperty("bench.folder", "");
        return Path.of(asked.isEmpty() ? System.getProperty("java.io.tmpdir") : asked);
    }

    private static List<String> list(String property, String otherwise) {
        String asked = System.getProperty(property, "");
        return Arrays.asList((asked.isEmpty() ? otherwise : asked).split(",", -1));
    }

    private void measure() throws IOException, InterruptedException {
        var repository = BenchRepository.generate(folder.resolve("repository"), files);
        var agent = BenchAgent.in(folder);
        try (var coppice = CoppiceTasks.start(folder.resolve("home"), repository, agent, WORKERS)) {
            printCold(coppice);
            var systems = List.<TaskSystem>of(
                    coppice,
                    new ScriptedTasks(ScriptedTasks.Place.KEPT, repository, agent, folder.resolve("pool")),
                    new ScriptedTasks(ScriptedTasks.Place.FRESH, repository, agent, folder.resolve("fresh")));
            for (var seconds : SECONDS) {
                print(inTurns(systems, load(Double.parseDouble(seconds))));
            }
        }
    }

    /** A service's first execution, whose worktrees are made while the clock runs; then more of them, until its code is compiled. */
    private void printCold(TaskSystem coppice) throws IOException, InterruptedException {
        print(Map.of("coppice_cold", List.of(run(coppice, load(1)))));
        for (int round = 0; round < WARM_UP; round++) {
            run(coppice, load(0));
        }
    }

    private Map<String, List<TaskRun>> inTurns(List<TaskSystem> systems, TaskLoad load)
            throws IOException, InterruptedException {
        var runs = new LinkedHashMap<String, List<TaskRun>>();
        for (int round = 0; round < ROUNDS; round++) {
            for (var system : systems) {
                runs.computeIfAbsent(system.name(), _ -> new ArrayList<>()).add(run(system, load));
            }
        }
        return runs;
    }

    private static TaskRun run(TaskSystem system, TaskLoad load) throws IOException, InterruptedException {
        var run = system.run(load);
        System.err.printf(
                "%-10s %6d files, %4.1f s: wall %6.2f s, efficiency %3.0f %%, %5.0f CPU ms per task, foreign %.2f%n",
                system.name(),
                load.files(),
                load.seconds(),
                run.wall(),
                100 * run.efficiency(),
                run.cpuMillis(),
                run.foreign());
        return run;
    }

    private TaskLoad load(double seconds) {
        return new TaskLoad(files, seconds, TASKS, WORKERS);
    }

    private void print(Map<String, List<TaskRun>> runs) throws IOException {
        new TaskLines(runs, Files.getFileStore(folder).type()).print();
    }
}
