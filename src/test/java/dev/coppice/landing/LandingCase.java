package dev.coppice.landing;

import dev.coppice.git.CommitMessage;
import dev.coppice.git.ExecutionRefs;
import dev.coppice.git.GitRepository;
import dev.coppice.git.TestRepository;
import dev.coppice.git.TreeId;
import dev.coppice.integration.Integrator;
import dev.coppice.queue.Claim;
import dev.coppice.queue.Claims;
import dev.coppice.queue.Driver;
import dev.coppice.queue.ExecutionStatus;
import dev.coppice.queue.Executions;
import dev.coppice.queue.Scope;
import dev.coppice.queue.TaskStatus;
import dev.coppice.queue.landing.Landings;
import dev.coppice.queue.landing.Owner;
import dev.coppice.queue.lease.Leases;
import dev.coppice.submission.Submission;
import dev.coppice.submission.Submitted;
import dev.coppice.submission.TestRequest;
import dev.coppice.task.CommitId;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.HomeId;
import dev.coppice.task.Lease;
import dev.coppice.task.WorkerId;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An execution of two independent tasks on a real repository and a real queue, and services that could work on it. */
public abstract class LandingCase {

    private static final String PLAN =
            "## Batch 1: One\n\n### Task 1.1: First\n\nDo it.\n\n### Task 1.2: Second\n\nDo it too.\n";

    /** What a landing may change in the database; times left out. */
    private static final List<String> ROWS = List.of(
            "select state, result_tip from execution where id = :e",
            "select number, state, reason, commit_id, attempts, lease_losses from task where execution_id = :e order by 1",
            "select a.task_id, a.number, a.state, a.reason, a.commit_id from attempt a join task t on t.id = a.task_id"
                    + " where t.execution_id = :e order by 1, 2",
            "select task_id, attempt, token from task_lease where execution_id = :e order by 1",
            "select task_id, attempt, state, new_tip from integration_intent where execution_id = :e order by id");

    @TempDir
    protected Path folder;

    @Inject
    protected Submission submission;

    @Inject
    protected Executions executions;

    @Inject
    protected Claims claims;

    @Inject
    protected Landings landings;

    @Inject
    protected Leases leases;

    @Inject
    protected AgroalDataSource database;

    /** The service that is stopped or killed, and one on another host that goes on. */
    protected final Owner first = service();

    protected final Owner second = service();

    protected GitRepository repository;
    protected ExecutionId execution;
    protected ExecutionRefs refs;
    protected Integrator git;
    protected CommitId base;

    private TestRepository user;
    private TestRepository desk;

    @BeforeEach
    void submitTwoTasks() {
        user = TestRepository.create(folder.resolve("user"));
        user.git("worktree", "add", "-q", "--detach", "../desk");
        desk = TestRepository.at(folder.resolve("desk"));
        repository = user.open();
        base = user.head();
        var submitted = TestRequest.in(user.directory(), first.home())
                .plan(PLAN)
                .driver(Driver.SERVICE)
                .submitTo(submission);
        execution = ((Submitted.Queued) submitted).execution();
        refs = new ExecutionRefs(execution);
        git = new Integrator(repository);
    }

    protected static Owner service() {
        return new Owner(new HomeId(UUID.randomUUID()), WorkerId.random());
    }

    /** The process that has the data folder after this one. */
    protected static Owner successor(Owner dead) {
        return new Owner(dead.home(), WorkerId.random());
    }

    /** The service claims the task, as if it were the next one, and marks its fence, as every attempt does. */
    protected Claim claim(Owner service, String number) {
        change("update task set queue = case number when '" + number + "' then 'shared' else 'elsewhere' end"
                + " where execution_id = '" + execution + "'");
        var claim = claims.claim(
                        new Scope.OwnExecution(execution), Set.of("shell"), service.worker(), service.home(), 1)
                .getFirst();
        git.mark(refs, claim.number(), claim.lease().token());
        return claim;
    }

    /** Work of this attempt alone, done on the base; {@code trusted} is asked before the announcement and before the move. */
    protected LandingRequest verified(Claim claim, BooleanSupplier trusted) {
        return verified(claim, trusted, _ -> {});
    }

    protected LandingRequest verified(Claim claim, BooleanSupplier trusted, Consumer<CommitId> shown) {
        var lease = claim.lease();
        desk.git("checkout", "-q", "-f", "--detach", base.sha());
        desk.write(claim.number() + "-" + lease.attempt() + ".txt", "done\n");
        desk.git("add", "-A");
        return new LandingRequest(
                lease,
                claim.number(),
                base,
                new TreeId(desk.git("write-tree")),
                CommitMessage.of(execution, claim.number(), lease.attempt(), "Title", ""),
                desk.directory(),
                trusted,
                shown);
    }

    protected void expire(Lease lease) {
        change("update task_lease set lease_until = clock_timestamp() - interval '1 minute' where token = '"
                + lease.token() + "'");
    }

    protected ExecutionStatus status() {
        return executions.find(execution).orElseThrow();
    }

    protected TaskStatus task(Claim claim) {
        return status().tasks().stream()
                .filter(task -> task.number().equals(claim.number()))
                .findFirst()
                .orElseThrow();
    }

    /** How many commits of the task the result has. */
    protected long landingsOf(Claim claim) {
        return git.landings(refs, base).stream()
                .filter(landing -> landing.task().equals(claim.number()))
                .count();
    }

    /** Everything that a landing may change, in the database and in the repository. */
    protected List<String> everything() {
        var seen = new ArrayList<String>();
        ROWS.forEach(query -> seen.addAll(rows(query.replace(":e", "'" + execution + "'"))));
        user.git("for-each-ref", "--format=%(refname) %(objectname)").lines().forEach(seen::add);
        seen.addAll(locks());
        return seen;
    }

    /** Lock files beside any ref. */
    protected List<String> locks() {
        return TestRepository.shell(repository.commonDirectory(), "find refs -name '*.lock'")
                .lines()
                .toList();
    }

    private List<String> rows(String query) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select r::text from (" + query + ") r")) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    private void change(String statement) {
        try (var connection = database.getConnection();
                var prepared = connection.createStatement()) {
            prepared.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }
}
