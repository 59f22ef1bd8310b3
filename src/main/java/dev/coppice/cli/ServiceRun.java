package dev.coppice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coppice.cli.client.Answer;
import dev.coppice.cli.client.ApiClient;
import dev.coppice.cli.client.ServiceExecution;
import dev.coppice.cli.options.ReportFiles;
import dev.coppice.cli.progress.Progress;
import dev.coppice.cli.progress.RunView;
import dev.coppice.cli.progress.TaskLine;
import dev.coppice.cli.terminal.ExitCode;
import dev.coppice.database.ServiceNote;
import dev.coppice.plan.Selection;
import dev.coppice.process.TypedCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One {@code coppice run} on a data folder that a service owns: the service runs the plan, this process follows it. The service may be
 * restarted meanwhile, on another port with another token; its note tells.
 */
final class ServiceRun {

    private static final String EXECUTIONS = "/api/v1/autonomous/";
    private static final long BETWEEN_LOOKS_MILLISECONDS = 300;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration TO_GIVE_BACK = Duration.ofSeconds(30);

    private final RunRequest request;
    private final Supplier<Optional<ServiceNote>> note;
    private ApiClient service;

    ServiceRun(RunRequest request, ServiceNote first, Supplier<Optional<ServiceNote>> note) {
        this.request = request;
        this.service = new ApiClient(first);
        this.note = note;
    }

    /** The exit code, as if the plan had run here. */
    int run() {
        System.err.println(
                "coppice: the service at " + service.address("") + " owns the data folder; it runs the plan");
        return switch (service.post(EXECUTIONS + "start", body())) {
            case Answer.Fine started -> {
                var execution = started.json().path("execution_id").asText();
                approve(execution);
                yield follow(execution);
            }
            case Answer.Refused(int status, var detail, var _) ->
                refuse(detail, status < 500 ? ExitCode.USAGE : ExitCode.INFRASTRUCTURE);
            case Answer.Silent(var reason) -> refuse(reason, ExitCode.INFRASTRUCTURE);
        };
    }

    /** What is asked for and not decided yet; that it could not be approved is no reason to leave the plan alone. */
    private void approve(String execution) {
        if (request.approve().isEmpty()) {
            return;
        }
        var tasks = answer(EXECUTIONS + execution + "/batches")
                .map(batches -> ServiceExecution.undecided(batches, new Selection(request.approve())))
                .orElse(List.of());
        if (tasks.isEmpty()) {
            return;
        }
        switch (service.post(EXECUTIONS + execution + "/approve", Map.of("tasks", tasks))) {
            case Answer.Fine _ -> {}
            case Answer.Refused(int _, var detail, var _) -> refuse("could not approve: " + detail, ExitCode.USAGE);
            case Answer.Silent(var reason) -> refuse("could not approve: " + reason, ExitCode.INFRASTRUCTURE);
        }
    }

    private static int refuse(String reason, int code) {
        System.err.println("coppice: " + reason);
        return code;
    }

    private Map<String, Object> body() {
        var body = new HashMap<String, Object>(Map.of(
                "plan_text", request.planText(),
                "plan_name", request.planName(),
                "repository", request.repository(),
                "execution_mode", request.mode(),
                "base", request.base(),
                "auto_merge", request.autoMerge() && !request.resume(),
                "replace", request.replace(),
                "resume", request.resume()));
        if (!request.push().isEmpty()) {
            body.put("push", request.push());
        }
        request.pullRequest().writeTo(body);
        if (!request.dialect().isEmpty()) {
            body.put("dialect", request.dialect());
        }
        if (!request.markedFile().isEmpty()) {
            body.put("mark_done", true);
            body.put("plan_file", request.markedFile());
        }
        if (!request.image().isEmpty()) {
            body.put("image", request.image());
        }
        if (request.workers() > 0) {
            body.put("workers", request.workers());
        }
        request.scheduling().writeTo(body);
        if (request.taskSeconds() > 0) {
            body.put("task_timeout_seconds", request.taskSeconds());
        }
        if (request.repairRounds() >= 0) {
            body.put("repair_rounds", request.repairRounds());
        }
        if (!request.isolation().isEmpty()) {
            body.put("isolation", request.isolation());
        }
        if (!request.agentCommand().isEmpty()) {
            body.put("agent_command", request.agentCommand());
        } else if (!request.agent().isEmpty()) {
            body.put("agent", request.agent());
        }
        return body;
    }

    private int follow(String execution) {
        var progress = Progress.on(System.err);
        var view = look(execution);
        while (view.isPresent() && !view.get().isOver() && !Interruption.awaited(BETWEEN_LOOKS_MILLISECONDS)) {
            progress.show(view.get());
            view = look(execution);
        }
        if (Interruption.isRequested()) {
            view = interrupt(execution);
        }
        return view.map(last -> {
                    progress.show(last);
                    return end(execution, last);
                })
                .orElseGet(() -> refuse("the service does not come back; --resume goes on", ExitCode.INFRASTRUCTURE));
    }

    private Optional<RunView> interrupt(String execution) {
        System.err.println("coppice: ending the agents and keeping their work; interrupt again to exit at once");
        var _ = service.post(EXECUTIONS + execution + "/pause", Map.of("release_running", true));
        long deadline = System.nanoTime() + TO_GIVE_BACK.toNanos();
        var view = look(execution);
        while (view.isPresent() && isWorking(view.get()) && System.nanoTime() - deadline < 0) {
            rest();
            view = look(execution);
        }
        return view;
    }

    private static boolean isWorking(RunView view) {
        return view.tasks().stream().anyMatch(TaskLine::isExecuting);
    }

    private int end(String execution, RunView view) {
        return handedOver(execution)
                .map(report -> {
                    var ending = new RunEnding(view, ServiceExecution.report(report), request);
                    ending.print(System.out, System.err);
                    return keep(execution, ending.exitCode());
                })
                .orElse(ExitCode.INFRASTRUCTURE);
    }

    private int keep(String execution, int code) {
        var report = EXECUTIONS + execution + "/report";
        try {
            request.reports().write(() -> text(report + ".xml"), () -> text(report + ".md"));
            return code;
        } catch (IOException | UncheckedIOException e) {
            return ReportFiles.missing(new IOException(e.getMessage(), e), code, System.err);
        }
    }

    private String text(String path) {
        return switch (service.get(path)) {
            case Answer.Fine fine -> fine.text();
            case Answer.Refused(int _, var detail, var _) -> throw new UncheckedIOException(new IOException(detail));
            case Answer.Silent(var reason) -> throw new UncheckedIOException(new IOException(reason));
        };
    }

    /** The report, once the service has tried what was asked to be done with the result; it does so some seconds after the end. */
    private Optional<JsonNode> handedOver(String execution) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        var report = answer(EXECUTIONS + execution + "/report");
        while (report.filter(ServiceExecution::isUntried).isPresent()
                && System.nanoTime() - deadline < 0
                && !Interruption.isRequested()) {
            rest();
            report = answer(EXECUTIONS + execution + "/report");
        }
        return report;
    }

    private Optional<RunView> look(String execution) {
        return answer(EXECUTIONS + execution + "/status")
                .flatMap(status -> answer(EXECUTIONS + execution + "/batches")
                        .map(batches -> ServiceExecution.view(status, batches, service)
                                .approvedBy(TypedCommand.of("coppice", "approve", execution)
                                        .toString())));
    }

    /** Empty if the service did not answer for a long time, or does not know what it is asked for any more. */
    private Optional<JsonNode> answer(String path) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() - deadline < 0) {
            switch (service.get(path)) {
                case Answer.Fine fine -> {
                    return Optional.of(fine.json());
                }
                case Answer.Refused(int status, var _, var _)
                when status == 404 -> {
                    return Optional.empty();
                }
                case Answer.Refused _, Answer.Silent _ -> reconnect();
            }
        }
        return Optional.empty();
    }

    private void reconnect() {
        rest();
        note.get().ifPresent(now -> service = new ApiClient(now));
    }

    /** An interruption is looked for elsewhere; a second one ends the process. */
    private static void rest() {
        try {
            Thread.sleep(BETWEEN_LOOKS_MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
