package dev.coppice.ops.trace;

import dev.coppice.queue.retention.FinishedExecutions;
import dev.coppice.queue.retention.FinishedExecutions.Finished;
import dev.coppice.task.ExecutionId;
import dev.coppice.trace.Span;
import dev.coppice.trace.SpanName;
import dev.coppice.trace.Tracing;
import dev.coppice.worker.PastAttempt;
import dev.coppice.worker.PastPhase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells of each attempt when it is over, and of the execution when that is. */
@ApplicationScoped
class AttemptSpans {

    private final Tracing tracing;
    private final FinishedExecutions executions;

    AttemptSpans(Tracing tracing, FinishedExecutions executions) {
        this.tracing = tracing;
        this.executions = executions;
    }

    void over(@Observes PastAttempt past) {
        if (tracing.isOn()) {
            tracing.tell(spans(past));
            var execution = past.claim().lease().execution();
            executions
                    .endedWith(past.claim().lease())
                    .ifPresent(finished -> tracing.tell(List.of(root(execution, finished))));
        }
    }

    private static List<Span> spans(PastAttempt past) {
        var spans = new ArrayList<Span>();
        spans.add(whole(past));
        spans.add(waiting(past));
        for (int number = 0; number < past.phases().size(); number++) {
            spans.add(phase(past, past.phases().get(number), number));
        }
        return spans;
    }

    /** From when the task could have been claimed. */
    private static Span whole(PastAttempt past) {
        var claim = past.claim();
        boolean isFailed = past.end() == PastAttempt.End.FAILED || past.end() == PastAttempt.End.LOST;
        return new Span(
                SpanName.of(claim.lease()),
                Optional.of(SpanName.of(claim.lease().execution())),
                "task " + claim.number(),
                past.began().minus(claim.waited()),
                past.ended(),
                Map.of(
                        "coppice.execution", claim.lease().execution().value(),
                        "coppice.task", claim.number().text(),
                        "coppice.attempt", Integer.toString(claim.lease().attempt()),
                        "coppice.agent", claim.agent(),
                        "coppice.repository", claim.repository().toString(),
                        "coppice.outcome", past.end().word(),
                        "coppice.reason", past.reason()),
                isFailed ? Optional.of(past.reason()) : Optional.empty());
    }

    private static Span waiting(PastAttempt past) {
        var claim = past.claim();
        return part(past, "claim", "claim", past.began().minus(claim.waited()), past.began());
    }

    private static Span phase(PastAttempt past, PastPhase phase, int number) {
        return part(
                past,
                "phase " + number,
                phase.phase().word(),
                phase.began(),
                phase.began().plus(phase.took()));
    }

    private static Span part(PastAttempt past, String name, String what, Instant began, Instant ended) {
        var lease = past.claim().lease();
        return new Span(
                SpanName.of(lease, name),
                Optional.of(SpanName.of(lease)),
                what,
                began,
                ended,
                Map.of(),
                Optional.empty());
    }

    private static Span root(ExecutionId execution, Finished finished) {
        return new Span(
                SpanName.of(execution),
                Optional.empty(),
                "execution",
                finished.created(),
                finished.finished(),
                Map.of(
                        "coppice.execution", execution.value(),
                        "coppice.plan", finished.plan(),
                        "coppice.outcome", finished.state()),
                finished.state().equals("failed") ? Optional.of("failed") : Optional.empty());
    }
}
