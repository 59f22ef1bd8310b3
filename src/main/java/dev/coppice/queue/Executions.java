package dev.coppice.queue;

import dev.coppice.queue.publication.MarkTarget;
import dev.coppice.queue.publication.PullRequests;
import dev.coppice.queue.publication.PushTarget;
import dev.coppice.queue.row.Columns;
import dev.coppice.sql.Sql;
import dev.coppice.sql.SqlText;
import dev.coppice.task.BranchName;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.HomeId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Queues executions, and finds them again. */
@ApplicationScoped
public class Executions {

    /** A concurrent submission with the same key, or for the same checkout, is waited for here; then this one inserts nothing. */
    private static final SqlText INSERT = SqlText.of("""
            insert into execution (id, repository, mode, plan, plan_text, plan_hash, base_commit, result_tip,
                                   settings, home, driver, max_concurrent, priority, max_retries, deadline_seconds,
                                   idempotency_key, base_branch, auto_merge, push_remote, push_branch, push_address,
                                   marks_file, marks_dialect, started_by)
            values (:id, :repository, :mode, :plan, :text, :hash, :base, :base, cast(:settings as jsonb), :home, :driver, :most,
                    :priority, :retries, :deadline, :key, :branch, :merge, :remote, :target, :address, :marksFile, :marksDialect,
                    case cast(:driver as text) when 'run' then 'operator' end)
            on conflict do nothing
            """);

    private static final SqlText FIND_BY_KEY = SqlText.of("select id from execution where idempotency_key = :key");

    private static final SqlText RECORD =
            SqlText.of("insert into task_event (execution_id, what) values (:execution, 'execution_queued')");

    private static final String SUMMARY =
            "select id, state, repository, mode, plan, plan_hash, created_at, finished_at, started_by from execution\n";

    private static final SqlText NEWEST = SqlText.of(SUMMARY + """
             where repository = :repository and plan_hash = :hash
             order by created_at desc
             limit 1
            """);

    private static final SqlText LIST = SqlText.of(SUMMARY + " order by created_at desc limit :most");

    /** Who asks a second time with the same idempotency key has started nothing. */
    private static final SqlText STARTED =
            SqlText.of("update execution set started_by = :principal where id = :execution and started_by is null");

    private static final SqlText ONE = SqlText.of(SUMMARY + " where id = :execution");

    private static final SqlText OPEN_LOCAL = SqlText.of("""
            select id from execution where repository = :repository and mode = 'local' and finished_at is null
            """);

    private static final SqlText UNFINISHED_RUNS = SqlText.of("""
            select id from execution where home = :home and finished_at is null and driver = 'run' order by created_at
            """);

    private static final SqlText UNFINISHED = SqlText.of(SUMMARY + " where finished_at is null");

    private final Sql sql;
    private final Submission submission;
    private final FollowUps followUps;
    private final Deadlines deadlines;
    private final PullRequests pullRequests;
    private final StatusReader status;

    Executions(
            Sql sql,
            Submission submission,
            FollowUps followUps,
            Deadlines deadlines,
            PullRequests pullRequests,
            StatusReader status) {
        this.sql = sql;
        this.submission = submission;
        this.followUps = followUps;
        this.deadlines = deadlines;
        this.pullRequests = pullRequests;
        this.status = status;
    }

    /**
     * Queues a plan in one transaction; the id is an older one if the idempotency key was used before.
     *
     * @throws CheckoutTaken if it is one of mode local and another one has the checkout
     */
    @Transactional
    public ExecutionId submit(NewExecution execution) {
        if (insert(execution) == 0) {
            return execution
                    .idempotencyKey()
                    .flatMap(this::withKey)
                    .orElseThrow(() ->
                            new CheckoutTaken(openLocal(execution.repository()).orElse(execution.id())));
        }
        sql.call(RECORD).with("execution", execution.id().value()).run();
        execution.publishing().pullRequest().ifPresent(wish -> pullRequests.ask(execution.id(), wish));
        submission.write(execution);
        deadlines.begin(execution.id());
        followUps.settle(execution.id());
        return execution.id();
    }

    /** The execution that was submitted with this idempotency key. */
    @Transactional
    public Optional<ExecutionId> submittedWith(String key) {
        return withKey(key);
    }

    private Optional<ExecutionId> withKey(String key) {
        return sql.call(FIND_BY_KEY).with("key", key).row(row -> new ExecutionId(Columns.text(row, "id")));
    }

    /** The execution that has the repository's checkout: of mode local, and not at its end. */
    @Transactional
    public Optional<ExecutionId> openLocal(Path repository) {
        return sql.call(OPEN_LOCAL)
                .with("repository", repository.toString())
                .row(row -> new ExecutionId(Columns.text(row, "id")));
    }

    /** One line about it. */
    @Transactional
    public Optional<ExecutionSummary> summary(ExecutionId execution) {
        return sql.call(ONE).with("execution", execution.value()).row(ExecutionSummary::of);
    }

    public Optional<ExecutionStatus> find(ExecutionId execution) {
        return status.read(execution);
    }

    /** The execution that a resume of this plan continues. */
    @Transactional
    public Optional<ExecutionSummary> newest(Path repository, String planHash) {
        return sql.call(NEWEST)
                .with("repository", repository.toString())
                .with("hash", planHash)
                .row(ExecutionSummary::of);
    }

    /** The newest first. */
    @Transactional
    public List<ExecutionSummary> list(int most) {
        return sql.call(LIST).with("most", most).rows(ExecutionSummary::of);
    }

    /** Writes down whose wish a new execution is; one that `coppice run` began is the operator's already. */
    @Transactional
    public void startedBy(ExecutionId execution, String principal) {
        sql.call(STARTED)
                .with("execution", execution.value())
                .with("principal", principal)
                .run();
    }

    /** All that are not at their end. */
    @Transactional
    public List<ExecutionSummary> unfinished() {
        return sql.call(UNFINISHED).rows(ExecutionSummary::of);
    }

    /** Those of this data folder that a run was working on and that are not at their end, the oldest first. */
    @Transactional
    public List<ExecutionId> unfinishedRuns(HomeId home) {
        return sql.call(UNFINISHED_RUNS)
                .with("home", home.value())
                .rows(row -> new ExecutionId(Columns.text(row, "id")));
    }

    private int insert(NewExecution execution) {
        var scheduling = execution.scheduling();
        var push = execution.publishing().push();
        var marks = execution.publishing().marks();
        return sql.call(INSERT)
                .with("id", execution.id().value())
                .with("repository", execution.repository().toString())
                .with("mode", execution.mode().word())
                .with("plan", execution.planName())
                .with("text", execution.planText())
                .with("hash", execution.planHash())
                .with("base", execution.base().sha())
                .with(
                        "branch",
                        execution.publishing().base().map(BranchName::name).orElse(null))
                .with("merge", execution.publishing().autoMerge())
                .with("remote", push.map(PushTarget::remote).orElse(null))
                .with("target", push.map(target -> target.branch().name()).orElse(null))
                .with("address", push.map(PushTarget::address).orElse(null))
                .with("marksFile", marks.map(MarkTarget::file).orElse(null))
                .with("marksDialect", marks.map(MarkTarget::dialect).orElse(null))
                .with("settings", Json.write(execution.settings()))
                .with("home", execution.home().value())
                .with("driver", execution.driver().word())
                .with("most", scheduling.maxConcurrent().orElse(null))
                .with("priority", scheduling.priority())
                .with("retries", scheduling.maxRetries())
                .with("deadline", scheduling.deadline().map(Duration::toSeconds).orElse(null))
                .with("key", execution.idempotencyKey().orElse(null))
                .run();
    }
}
