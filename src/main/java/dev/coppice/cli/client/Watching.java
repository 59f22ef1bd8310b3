package dev.coppice.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coppice.cli.progress.Progress;
import dev.coppice.cli.progress.RunView;
import java.time.Duration;
import java.util.Map;

/** Follows an execution to its end, and shows on the way how it goes. */
final class Watching {

    /** A service that can wait answers as soon as something changes, another one at once. */
    private static final String WAIT = "?wait=5s";

    private static final Duration TO_HAND_OVER = Duration.ofMinutes(2);

    private final Service service;
    private final String path;
    private final String toApprove;
    private final Progress progress;
    private final Pace pace = new Pace();

    /** @param toApprove the command by which people approve what waits for that */
    Watching(Service service, String execution, Progress progress, String toApprove) {
        this.service = service;
        this.toApprove = toApprove;
        this.path = Service.EXECUTIONS + execution;
        this.progress = progress;
    }

    /** How it stands once nothing of it will run any more unless somebody does something. */
    RunView toTheEnd() {
        var status = service.get(path + "/status", Map.of());
        var view = show(status.json());
        while (!view.isOver() && pace.rest()) {
            var next = service.get(path + "/status" + (progress.isLive() ? "" : WAIT), sinceThen(status));
            status = next.isUnchanged() ? status : next;
            // What a task is doing may change although the status does not.
            view = show(status.json());
        }
        return view;
    }

    private static Map<String, String> sinceThen(Answer.Fine status) {
        return status.tag().map(tag -> Map.of("If-None-Match", tag)).orElse(Map.of());
    }

    private RunView show(JsonNode status) {
        long begin = System.nanoTime();
        var batches = service.json(path + "/batches");
        pace.took(Duration.ofNanos(System.nanoTime() - begin));
        var view = ServiceExecution.view(status, batches, service.client()).approvedBy(toApprove);
        progress.show(view);
        return view;
    }

    /** Its report, once the service has tried what was asked to be done with the result. */
    Answer.Fine report() {
        long deadline = System.nanoTime() + TO_HAND_OVER.toNanos();
        var report = service.get(path + "/report", Map.of());
        while (ServiceExecution.isUntried(report.json()) && System.nanoTime() - deadline < 0 && pace.rest()) {
            report = service.get(path + "/report", Map.of());
        }
        return report;
    }
}
