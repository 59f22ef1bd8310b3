package dev.coppice.bench;

import dev.coppice.endtoend.PackagedCoppice;
import dev.coppice.endtoend.RunningService;
import dev.coppice.endtoend.SampleRepository;
import dev.coppice.endtoend.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/** How long after a kill -9 of the packaged service its successor on the same data folder has the task's agent at work again. */
final class RecoveryFigures {

    private static final int ROUNDS = Integer.getInteger("bench.kills", 7);

    private final Path folder;
    private final SampleRepository repository;

    private RecoveryFigures(Path folder) {
        this.folder = folder;
        this.repository = SampleRepository.in(folder.resolve("repository"));
    }

    static void print() throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("coppice-bench");
        try {
            new RecoveryFigures(folder).measure();
        } finally {
            new ProcessBuilder("rm", "-rf", folder.toString()).start().waitFor();
        }
    }

    private void measure() throws IOException, InterruptedException {
        var sinceKill = new double[ROUNDS];
        var sinceStart = new double[ROUNDS];
        var service = start();
        try {
            var execution = service.submit(Map.of("plan_text", "## Batch 1: Bench\n\n### Task 1.1: Only\n"));
            awaitBegun(0);
            for (int round = 0; round < ROUNDS; round++) {
                long before = begun();
                long killed = now();
                service.process().process().destroyForcibly().waitFor();
                long started = now();
                service = start();
                awaitBegun(before);
                sinceKill[round] = (begun() - killed) / 1e6;
                sinceStart[round] = (begun() - started) / 1e6;
            }
            Files.createFile(folder.resolve("gate"));
            service.awaitStatus(execution, "completed");
        } finally {
            service.stop();
        }
        System.out.println(new Samples("kill_9_to_agent_running_again", sinceKill).line(""));
        System.out.println(new Samples("start_after_kill_9_to_agent_running_again", sinceStart).line(""));
    }

    /** The agent writes down when it begins, and works until the gate is open. */
    private RunningService start() {
        var home = folder.resolve("home");
        return RunningService.start(
                new PackagedCoppice(home, repository.folder()),
                home,
                "--workers",
                "1",
                "--agent-command",
                "sh -c 'date +%s%N > \"" + folder + "/began.part\"; mv \"" + folder + "/began.part\" \"" + folder
                        + "/began\"; until test -e \"" + folder + "/gate\"; do sleep 0.1; done; echo x > done'");
    }

    private void awaitBegun(long before) {
        Waiting.until(() -> begun() > before);
    }

    /** Nanoseconds of the wall clock, as the agent wrote them; 0 before the first. */
    private long begun() throws IOException {
        var file = folder.resolve("began");
        return Files.exists(file) ? Long.parseLong(Files.readString(file).strip()) : 0;
    }

    private static long now() {
        var now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }
}
