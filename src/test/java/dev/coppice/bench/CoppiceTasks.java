package dev.coppice.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coppice.endtoend.PackagedCoppice;
import dev.coppice.endtoend.RunningService;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The packaged service with its durable queue, given one plan of independent tasks. The end of its clock is when the result's ref was
 * written the last time, as its file tells: nothing has to ask the service for it while it works.
 */
record CoppiceTasks(RunningService service, BenchRepository repository, BenchAgent agent, HttpClient http)
        implements TaskSystem, AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PAUSE_NANOS = Duration.ofMillis(200).toNanos();

    /** Waits until the service can be reached. */
    static CoppiceTasks start(Path home, BenchRepository repository, BenchAgent agent, int workers) {
        var service = RunningService.start(
                new PackagedCoppice(home, repository.folder()),
                home,
                "--workers",
                Integer.toString(workers),
                "--agent-command",
                agent.command());
        return new CoppiceTasks(service, repository, agent, HttpClient.newHttpClient());
    }

    @Override
    public String name() {
        return "coppice";
    }

    @Override
    public TaskRun run(TaskLoad load) throws IOException, InterruptedException {
        agent.sleepFor(load.seconds());
        repository.tidyRefs();
        var before = TaskCpu.ofService(service.process().process().pid());
        var began = Instant.now();
        String execution = call(post(plan(load.tasks()))).path("execution_id").asText();
        awaitCompletion(execution);
        var cpu = TaskCpu.ofService(service.process().process().pid()).since(before);
        var report = call(get(execution + "/report"));
        repository.requireLanded(report.path("result_commit").asText(), load.tasks());
        return new TaskRun(
                load,
                Duration.between(began, lastLanding(execution)).toNanos() / 1e9,
                report.path("wall_seconds").asDouble(),
                report.path("parallel_efficiency").asDouble(),
                cpu);
    }

    private static String plan(int tasks) {
        return IntStream.rangeClosed(1, tasks)
                .mapToObj(number -> "### Task 1." + number + ": Write file " + number + "\n\n**Verification:**\n- `"
                        + BenchAgent.check("1." + number) + "`\n")
                .collect(Collectors.joining("\n", "## Batch 1: Bench\n\n", ""));
    }

    /** Asks seldom, because asking costs the service time. */
    private void awaitCompletion(String execution) throws IOException, InterruptedException {
        String status;
        do {
            LockSupport.parkNanos(PAUSE_NANOS);
            status = call(get(execution + "/status")).path("status").asText();
        } while (status.equals("queued") || status.equals("executing"));
        if (!status.equals("completed")) {
            throw new IllegalStateException(execution + " is " + status + ": "
                    + call(get(execution + "/report")).toPrettyString());
        }
    }

    private Instant lastLanding(String execution) throws IOException {
        var tip = repository
                .folder()
                .resolve(".git/refs/coppice")
                .resolve(execution)
                .resolve("tip");
        return Files.getLastModifiedTime(tip).toInstant();
    }

    private HttpRequest get(String path) {
        return HttpRequest.newBuilder(address(path)).build();
    }

    private HttpRequest post(String plan) throws IOException {
        return HttpRequest.newBuilder(address("start"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(Map.of("plan_text", plan))))
                .build();
    }

    private URI address(String path) {
        return URI.create(service.address() + "/api/v1/autonomous/" + path);
    }

    private JsonNode call(HttpRequest request) throws IOException, InterruptedException {
        var answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(request.uri() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    @Override
    public void close() {
        service.stop();
    }
}
