package dev.coppice.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.coppice.cli.progress.RunView;
import dev.coppice.cli.progress.TaskLine;
import dev.coppice.plan.Selection;
import dev.coppice.report.AgentPauseReport;
import dev.coppice.report.BaselineReport;
import dev.coppice.report.BudgetReport;
import dev.coppice.report.ExecutionReport;
import dev.coppice.report.MarksReport;
import dev.coppice.report.PublicationReport;
import dev.coppice.report.PullRequestReport;
import dev.coppice.report.PushReport;
import dev.coppice.report.TaskReport;
import dev.coppice.report.TokensReport;
import dev.coppice.task.CommitId;
import dev.coppice.task.ExecutionState;
import dev.coppice.task.Phase;
import dev.coppice.task.TaskNumber;
import dev.coppice.task.TaskState;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads an execution from a service's answers. */
@RegisterForReflection(
        targets = {
            ExecutionReport.class,
            TaskReport.class,
            TokensReport.class,
            BudgetReport.class,
            PublicationReport.class,
            MarksReport.class,
            PushReport.class,
            PullRequestReport.class,
            BaselineReport.class,
            AgentPauseReport.class
        })
public final class ServiceExecution {

    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private ServiceExecution() {}

    /** From the answers about status and batches; {@code addressOf} makes a link of a log's path. */
    public static RunView view(JsonNode status, JsonNode batches, ApiClient service) {
        var tasks = new ArrayList<TaskLine>();
        batches.forEach(batch -> batch.path("tasks").forEach(task -> tasks.add(task(task, service))));
        return new RunView(
                status.path("execution_id").asText(),
                ExecutionState.of(status.path("status").asText()),
                text(status, "pause_reason"),
                text(status, "pause_detail"),
                tasks,
                pauses(status.path("agent_pauses")),
                status.path("budgets")
                        .valueStream()
                        .map(ServiceExecution::budget)
                        .toList());
    }

    private static List<AgentPauseReport> pauses(JsonNode pauses) {
        return pauses.valueStream()
                .map(pause -> new AgentPauseReport(
                        pause.path("agent").asText(),
                        pause.path("reason").asText(),
                        pause.path("detail").asText(),
                        pause.path("paused_since").asText(),
                        pause.path("paused_until").asText(),
                        pause.path("probing").asBoolean(),
                        text(pause, "fallback").orElse(null)))
                .toList();
    }

    private static BudgetReport budget(JsonNode budget) {
        return read(budget, BudgetReport.class);
    }

    public static ExecutionReport report(JsonNode report) {
        return read(report, ExecutionReport.class);
    }

    /** Whether the service has not yet tried what was asked to be done with a result; it does so some seconds after the end. */
    public static boolean isUntried(JsonNode report) {
        var status = report.path("status").asText();
        boolean isCompleted = status.equals(ExecutionState.COMPLETED.word());
        boolean isOver = isCompleted
                || status.equals(ExecutionState.FAILED.word())
                || status.equals(ExecutionState.CANCELLED.word());
        var requests = report.path("pull_requests").valueStream().anyMatch(ServiceExecution::isNotOpened);
        boolean isToBeDelivered =
                requests || Stream.of("publication", "push").map(report::path).anyMatch(ServiceExecution::isOpen);
        return (isOver && isOpen(report.path("marks"))) || (isCompleted && isToBeDelivered);
    }

    /** What was tried and is to be tried again says why. */
    private static boolean isOpen(JsonNode done) {
        return done.path("outcome").asText().equals("pending")
                && done.path("detail").asText().isEmpty();
    }

    private static boolean isNotOpened(JsonNode request) {
        return request.path("state").asText().equals("waiting")
                && request.path("reason").asText().isEmpty();
    }

    private static <T> T read(JsonNode node, Class<T> type) {
        try {
            return JSON.treeToValue(node, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TaskLine task(JsonNode task, ApiClient service) {
        var attempts = task.path("attempts");
        var last = attempts.path(attempts.size() - 1);
        return new TaskLine(
                new TaskNumber(task.path("task_number").asText()),
                task.path("task_title").asText(),
                state(task, attempts.size()),
                isAwaited(task),
                text(task, "started_at").map(Instant::parse),
                text(task, "error"),
                text(last, "log").map(service::address),
                text(last, "commit").map(commit -> new CommitId(commit).abbreviated()));
    }

    /** Whether it waits for nothing but a person's approval. */
    static boolean isAwaited(JsonNode task) {
        return task.path("status").asText().equals("queued")
                && task.path("approval").path("state").asText().equals("requested");
    }

    /** Those of the named tasks that somebody has to approve and nobody has decided about, by their numbers. */
    public static List<String> undecided(JsonNode batches, Selection named) {
        return batches.valueStream()
                .flatMap(batch -> batch.path("tasks").valueStream())
                .filter(task -> Set.of("required", "requested")
                        .contains(task.path("approval").path("state").asText()))
                .filter(task -> named.includes(
                        task.path("batch_number").asInt(),
                        new TaskNumber(task.path("task_number").asText())))
                .map(task -> task.path("task_number").asText())
                .toList();
    }

    private static TaskState state(JsonNode task, int attempts) {
        var reason = text(task, "reason").orElse("");
        return switch (task.path("status").asText()) {
            case "queued" -> new TaskState.Queued(size(task, "waits_for") + size(task, "waits_for_batches"));
            case "executing" ->
                new TaskState.Executing(attempts, Phase.of(text(task, "phase").orElse("preparing")));
            case "completed" ->
                new TaskState.Completed(
                        StreamSupport.stream(task.path("commits").spliterator(), false)
                                .map(commit -> new CommitId(commit.asText()))
                                .findFirst()
                                .orElse(null));
            case "failed" -> new TaskState.Failed(reason);
            case "cancelled" -> new TaskState.Cancelled();
            default -> new TaskState.Skipped(reason);
        };
    }

    private static int size(JsonNode task, String list) {
        return task.path(list).size();
    }

    private static Optional<String> text(JsonNode node, String name) {
        return Optional.of(node.path(name)).filter(JsonNode::isTextual).map(JsonNode::textValue);
    }
}
