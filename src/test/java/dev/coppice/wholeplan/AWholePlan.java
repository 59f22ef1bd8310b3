package dev.coppice.wholeplan;

import static dev.coppice.Patience.await;

import dev.coppice.database.OwnFolder;
import dev.coppice.git.GitRepository;
import dev.coppice.git.Opening;
import dev.coppice.queue.ExecutionSettings;
import dev.coppice.queue.ExecutionStatus;
import dev.coppice.queue.Executions;
import dev.coppice.queue.Scope;
import dev.coppice.submission.Submission;
import dev.coppice.submission.Submitted;
import dev.coppice.submission.TestRequest;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.HomeId;
import dev.coppice.task.WorkerId;
import dev.coppice.worker.Worker;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A worker that does one plan, as {@code coppice run} does it; what other tests have left in the queue is not its affair. */
abstract class AWholePlan {

    static final Duration LONG_ENOUGH = Duration.ofMinutes(2);
    static final int SLOTS = 3;

    @TempDir
    Path folder;

    @Inject
    Worker worker;

    @Inject
    Submission submission;

    @Inject
    Executions executions;

    @Inject
    OwnFolder own;

    @AfterEach
    void endWhatRuns() {
        worker.drain(LONG_ENOUGH);
    }

    void startWorker(ExecutionId execution) {
        worker.start(new Scope.OwnExecution(execution), WorkerId.random(), new HomeId(own.id()), SLOTS);
    }

    /** Begins a plan whose agent is a line of shell. */
    ExecutionId start(Path place, String plan, String agent, int retries) {
        return start(place, plan, settings("command", List.of("sh", "-c", agent)), retries);
    }

    static ExecutionSettings settings(String agent, List<String> command) {
        return new ExecutionSettings(agent, command, "host", Duration.ofMinutes(5), SLOTS);
    }

    ExecutionId start(Path place, String plan, ExecutionSettings settings, int retries) {
        var repository = ((Opening.Opened) GitRepository.open(place)).repository();
        var submitted = TestRequest.in(repository.topLevel(), new HomeId(own.id()))
                .plan(plan)
                .settings(settings)
                .retries(retries)
                .submitTo(submission);
        var execution = ((Submitted.Queued) submitted).execution();
        startWorker(execution);
        return execution;
    }

    ExecutionStatus status(ExecutionId execution) {
        return executions.find(execution).orElseThrow();
    }

    void until(Callable<Boolean> condition) {
        await().pollInterval(Duration.ofMillis(50)).atMost(LONG_ENOUGH).until(condition);
    }

    /** The pool's worktrees are below it, by its real path. */
    Path pools() {
        try {
            return Files.createDirectories(own.worktrees()).toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
