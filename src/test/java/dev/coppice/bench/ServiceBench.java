package dev.coppice.bench;

import dev.coppice.endtoend.PackagedCoppice;
import dev.coppice.endtoend.RunningService;
import dev.coppice.endtoend.SampleRepository;
import dev.coppice.endtoend.Waiting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How fast the packaged service answers while agents run, and how soon after a request an agent runs; on a repository of 2,000 files.
 * Prints one JSON line for each figure. Beside each figure stands, from the same minutes on the same machine, what bounds it: the same
 * server's answer that needs no database, and a new git worktree with the same command started in it.
 */
public final class ServiceBench {

    private static final int FILES = Integer.getInteger("bench.files", 2_000);
    private static final int STATUS_CALLS = Integer.getInteger("bench.status", 2_000);
    private static final int STARTS = Integer.getInteger("bench.starts", 40);
    private static final int AGENTS = 4;

    private final Path folder;
    private final SampleRepository repository;
    private final HttpClient http = HttpClient.newHttpClient();

    private ServiceBench(Path folder) {
        this.folder = folder;
        this.repository = SampleRepository.in(folder.resolve("repository"));
    }

    public static void main(String... arguments) throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("coppice-bench");
        try {
            new ServiceBench(folder).run();
        } finally {
            new ProcessBuilder("rm", "-rf", folder.toString()).start().waitFor();
        }
    }

    private void run() throws IOException, InterruptedException {
        fill();
        var service = RunningService.start(
                new PackagedCoppice(folder.resolve("home"), repository.folder()),
                folder.resolve("home"),
                "--workers",
                Integer.toString(AGENTS),
                "--agent-command",
                "sh -c 'date +%s%N > \"" + folder + "/began-$COPPICE_EXECUTION-$COPPICE_TASK\"; until test -e \""
                        + folder + "/gate\"; do sleep 0.2; done; echo x > done-$COPPICE_TASK'");
        try {
            Files.createFile(folder.resolve("gate"));
            measureStarts(service);
            Files.delete(folder.resolve("gate"));
            measureStatus(service);
        } finally {
            Files.createFile(folder.resolve("gate"));
            service.stop();
        }
    }

    private void fill() throws IOException {
        for (int file = 0; file < FILES; file++) {
            var place = repository.folder().resolve("src/" + file / 100 + "/file-" + file + ".txt");
            Files.createDirectories(place.getParent());
            Files.writeString(place, ("line of file " + file + "\n").repeat(40));
        }
        repository.git("add", "-A");
        repository.git("commit", "-qm", "Fill");
    }

    /** From the moment before the request is sent to the agent's own first command, by the same clock. */
    private void measureStarts(RunningService service) throws IOException, InterruptedException {
        var bare = new double[STARTS];
        var coppice = new double[STARTS];
        for (int round = -3; round < STARTS; round++) {
            double throughCoppice = startThroughCoppice(service);
            double byHand = startByHand(round);
            if (round >= 0) {
                coppice[round] = throughCoppice;
                bare[round] = byHand;
            }
        }
        var own = new Samples("post_to_agent_running", coppice);
        var beside = new Samples("git_worktree_add_to_command_running", bare);
        System.out.println(own.line(ratio(own, beside)));
        System.out.println(beside.line(""));
    }

    private double startThroughCoppice(RunningService service) throws IOException {
        long before = now();
        var execution = service.submit(Map.of("plan_text", plan(1)));
        var began = folder.resolve("began-" + execution + "-1.1");
        service.awaitStatus(execution, "completed");
        return milliseconds(before, Long.parseLong(Files.readString(began).strip()));
    }

    private double startByHand(int round) throws IOException, InterruptedException {
        long before = now();
        var place = folder.resolve("by-hand-" + round);
        repository.git("worktree", "add", "-q", "--detach", place.toString(), "HEAD");
        var began = folder.resolve("began-by-hand-" + round);
        new ProcessBuilder("sh", "-c", "date +%s%N > \"" + began + "\"")
                .directory(place.toFile())
                .start()
                .waitFor();
        double time =
                milliseconds(before, Long.parseLong(Files.readString(began).strip()));
        repository.git("worktree", "remove", "--force", place.toString());
        return time;
    }

    private void measureStatus(RunningService service) throws InterruptedException {
        var execution = service.submit(Map.of("plan_text", plan(AGENTS)));
        Waiting.until(() -> IntStream.rangeClosed(1, AGENTS)
                .allMatch(task -> Files.exists(folder.resolve("began-" + execution + "-1." + task))));
        var status = "/api/v1/autonomous/" + execution + "/status";
        warmUp(service, status, STATUS_CALLS / 4);
        var own = new double[STATUS_CALLS];
        var beside = new double[STATUS_CALLS];
        long cpuBefore = cpuMillis(service);
        for (int call = 0; call < STATUS_CALLS; call++) {
            own[call] = call(service, status);
            beside[call] = call(service, "/");
        }
        double cpu = (cpuMillis(service) - cpuBefore) / (double) STATUS_CALLS;
        var answered = new Samples("status_while_4_agents_run", own);
        var root = new Samples("root_without_database", beside);
        System.out.println(
                answered.line(ratio(answered, root) + String.format(Locale.ROOT, ",\"cpu_ms_both\":%.2f", cpu)));
        System.out.println(root.line(""));
    }

    private static long cpuMillis(RunningService service) {
        return service.process()
                .process()
                .info()
                .totalCpuDuration()
                .orElse(Duration.ZERO)
                .toMillis();
    }

    private void warmUp(RunningService service, String path, int count) throws InterruptedException {
        for (int call = 0; call < count; call++) {
            call(service, path);
        }
    }

    private double call(RunningService service, String path) throws InterruptedException {
        long before = System.nanoTime();
        try {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create(service.address() + path)).build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(path + ": " + answer.body());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return (System.nanoTime() - before) / 1e6;
    }

    private static String plan(int tasks) {
        var plan = new StringBuilder("## Batch 1: Bench\n");
        for (int task = 1; task <= tasks; task++) {
            plan.append("\n### Task 1.")
                    .append(task)
                    .append(": Number ")
                    .append(task)
                    .append("\n");
        }
        return plan.toString();
    }

    private static String ratio(Samples own, Samples beside) {
        return String.format(Locale.ROOT, ",\"ratio_to_%s\":%.2f", beside.name(), own.median() / beside.median());
    }

    private static long now() {
        var now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    private static double milliseconds(long before, long after) {
        return (after - before) / 1e6;
    }
}
