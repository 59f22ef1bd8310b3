package dev.coppice.cli;

import dev.coppice.git.GitFailure;
import dev.coppice.landing.ResultPush;
import dev.coppice.pullrequest.PullRequestWork;
import dev.coppice.queue.ExecutionStatus;
import dev.coppice.queue.Executions;
import dev.coppice.queue.publication.PullRequestStanding;
import dev.coppice.queue.publication.PushStanding;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.ExecutionState;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** What a run does with a completed result where that was asked for: it pushes it, and takes its pull request to the end. */
@ApplicationScoped
class RunDelivery {

    private static final long BETWEEN_LOOKS_MILLISECONDS = 500;

    private final Executions executions;
    private final ResultPush pushes;
    private final PullRequestWork requests;

    RunDelivery(Executions executions, ResultPush pushes, PullRequestWork requests) {
        this.executions = executions;
        this.pushes = pushes;
        this.requests = requests;
    }

    /** What cannot be done now is tried again by whoever has the data folder next. */
    void deliver(ExecutionId execution) {
        push(execution);
        if (status(execution).state() == ExecutionState.COMPLETED) {
            request(execution);
        }
    }

    private void push(ExecutionId execution) {
        var status = status(execution);
        status.push()
                .filter(push -> push.outcome() == PushStanding.Outcome.PENDING)
                .filter(_ -> status.state() == ExecutionState.COMPLETED)
                .ifPresent(push -> System.err.println(
                        "coppice: pushing the result to " + push.target().remote()));
        try {
            pushes.push(execution);
        } catch (GitFailure e) {
            Log.warnf("could not push the result of %s: %s", execution, e.getMessage());
        }
    }

    /** An interruption leaves it as it is. */
    private void request(ExecutionId execution) {
        var told = "";
        var waiting = waiting(execution);
        while (waiting.isPresent()) {
            var words = words(waiting.get());
            if (!words.equals(told)) {
                System.err.println(words);
                told = words;
            }
            requests.advance(execution);
            waiting = waiting(execution);
            if (waiting.isPresent() && Interruption.awaited(BETWEEN_LOOKS_MILLISECONDS)) {
                return;
            }
        }
    }

    /** One that could not be opened at the first try is not waited for, as a push that failed is not. */
    private Optional<PullRequestStanding> waiting(ExecutionId execution) {
        return status(execution).pullRequest().filter(request -> switch (request.state()) {
            case WAITING -> request.reason().isEmpty() && isPushed(execution);
            case WAITING_FOR_CHECKS -> true;
            case OPEN, MERGED, CLOSED, NOT_MERGEABLE, FAILED, CANCELLED -> false;
        });
    }

    private boolean isPushed(ExecutionId execution) {
        return status(execution)
                .push()
                .filter(push -> push.outcome() != PushStanding.Outcome.PENDING)
                .isPresent();
    }

    private static String words(PullRequestStanding request) {
        if (request.number().isEmpty()) {
            return "coppice: opening a pull request at " + request.wish().forge();
        }
        return "coppice: " + request.url() + " waits to be merged"
                + (request.reason().isEmpty() ? "" : ": " + request.reason());
    }

    private ExecutionStatus status(ExecutionId execution) {
        return executions.find(execution).orElseThrow();
    }
}
