package dev.coppice.worker;

import static dev.coppice.Patience.await;

import dev.coppice.database.OwnFolder;
import dev.coppice.git.GitRepository;
import dev.coppice.git.TestRepository;
import dev.coppice.queue.Driver;
import dev.coppice.queue.ExecutionSettings;
import dev.coppice.queue.ExecutionStatus;
import dev.coppice.queue.Executions;
import dev.coppice.queue.Scope;
import dev.coppice.submission.Submission;
import dev.coppice.submission.Submitted;
import dev.coppice.submission.TestRequest;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.ExecutionMode;
import dev.coppice.task.HomeId;
import dev.coppice.task.Phase;
import dev.coppice.task.TaskState;
import dev.coppice.task.WorkerId;
import io.agroal.api.AgroalDataSource;
import io.quarkus.scheduler.Scheduler;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A worker on all queues of this home, a repository, and a second connection that stands for another process. */
abstract class AWorkingPlace {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

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

    @Inject
    AgroalDataSource database;

    @Inject
    Scheduler scheduler;

    TestRepository user;
    GitRepository repository;

    @BeforeEach
    void makeRepository() {
        // What other tests have left in the queue is not to be done here.
        change("truncate execution, task_event cascade");
        user = TestRepository.create(folder.resolve("user"));
        repository = user.open();
    }

    @AfterEach
    void endWhatRuns() {
        worker.drain(LONG_ENOUGH);
        scheduler.resume();
    }

    void startWorker() {
        worker.start(new Scope.Queues(), WorkerId.random(), new HomeId(own.id()), 2);
    }

    ExecutionId submit(String agent) {
        return submit(agent, "## Batch 1: One\n\n### Task 1.1: Only\n\nDo it.\n");
    }

    ExecutionId submit(String agent, String plan) {
        return submit(plan, workedOnBy(agent), ExecutionMode.WORKTREE);
    }

    /** By a line of shell. */
    static ExecutionSettings workedOnBy(String agent) {
        return new ExecutionSettings("command", List.of("sh", "-c", agent), "host", Duration.ofMinutes(5), 2);
    }

    ExecutionId submit(String plan, ExecutionSettings settings, ExecutionMode mode) {
        var submitted = TestRequest.in(repository.topLevel(), new HomeId(own.id()))
                .plan(plan)
                .settings(settings)
                .mode(mode)
                .driver(Driver.SERVICE)
                .submitTo(submission);
        return ((Submitted.Queued) submitted).execution();
    }

    /** A submission that nobody here has heard of: its task cannot be claimed until {@link #admitElsewhere}. */
    ExecutionId submitUnheard(String agent) {
        var execution = submit(agent);
        change("update task set admitted = false where execution_id = '" + execution + "'");
        return execution;
    }

    /** What another process does in its transaction. */
    void admitElsewhere(ExecutionId execution) {
        change("update task set admitted = true where execution_id = '" + execution + "'");
    }

    void change(String statement) {
        try (var connection = database.getConnection();
                var prepared = connection.createStatement()) {
            prepared.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    String value(String query) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    /** The process of the server that serves the listening connection; empty if there is none. */
    String listenerPid() {
        return value("select pid from pg_stat_activity where application_name = 'coppice listener'"
                + " and datname = current_database() and query in ('unlisten coppice_probe', 'select 1')");
    }

    void until(Callable<Boolean> condition) {
        await().until(condition);
    }

    ExecutionStatus status(ExecutionId execution) {
        return executions.find(execution).orElseThrow();
    }

    void awaitEnd(ExecutionId execution) {
        until(() -> status(execution).state().isFinal());
    }

    void awaitAgent(ExecutionId execution) {
        until(() -> status(execution).tasks().getFirst().state() instanceof TaskState.Executing(var _, Phase phase)
                && phase == Phase.RUNNING);
    }
}
