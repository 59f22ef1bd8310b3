package dev.coppice.queue;

import dev.coppice.plan.Plan;
import dev.coppice.queue.publication.Publishing;
import dev.coppice.task.CommitId;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.ExecutionMode;
import dev.coppice.task.HomeId;
import dev.coppice.task.Lease;
import dev.coppice.task.TaskState;
import dev.coppice.task.WorkerId;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Short words for what most tests of the queue do. Each test works in executions and homes of its own. */
@ApplicationScoped
public class TestQueue {

    public static final CommitId BASE = commit('0');

    private final Executions executions;
    private final Claims claims;
    private final AgroalDataSource database;

    TestQueue(Executions executions, Claims claims, AgroalDataSource database) {
        this.executions = executions;
        this.claims = claims;
        this.database = database;
    }

    public static CommitId commit(char digit) {
        return new CommitId(String.valueOf(digit).repeat(40));
    }

    public static NewExecution newExecution(Plan plan, HomeId home) {
        return newExecution(plan, home, Path.of("/repositories/" + UUID.randomUUID()));
    }

    public static NewExecution newExecution(Plan plan, HomeId home, Path repository) {
        return new NewExecution(
                ExecutionId.random(),
                repository,
                ExecutionMode.WORKTREE,
                "plan.md",
                plan,
                "# A plan\r\n",
                "hash",
                BASE,
                Publishing.none(),
                new ExecutionSettings("shell", List.of("a b", "c"), "host", Duration.ofMinutes(30), 4),
                home,
                Driver.RUN,
                Scheduling.usual(),
                Optional.empty(),
                List.of());
    }

    /** The same, worked on otherwise. */
    static NewExecution with(NewExecution one, ExecutionSettings settings) {
        return new NewExecution(
                one.id(),
                one.repository(),
                one.mode(),
                one.planName(),
                one.plan(),
                one.planText(),
                one.planHash(),
                one.base(),
                one.publishing(),
                settings,
                one.home(),
                one.driver(),
                one.scheduling(),
                one.idempotencyKey(),
                List.of());
    }

    public static NewExecution scheduled(NewExecution one, Scheduling scheduling) {
        return like(one, scheduling, one.idempotencyKey());
    }

    public static NewExecution withKey(NewExecution one, Optional<String> key) {
        return like(one, one.scheduling(), key);
    }

    private static NewExecution like(NewExecution one, Scheduling scheduling, Optional<String> key) {
        return new NewExecution(
                one.id(),
                one.repository(),
                one.mode(),
                one.planName(),
                one.plan(),
                one.planText(),
                one.planHash(),
                one.base(),
                one.publishing(),
                one.settings(),
                one.home(),
                one.driver(),
                scheduling,
                key,
                List.of());
    }

    public static HomeId home() {
        return new HomeId(UUID.randomUUID());
    }

    public Running submit(Plan plan) {
        return submit(newExecution(plan, home()));
    }

    public Running submit(NewExecution execution) {
        return new Running(executions.submit(execution), execution.home(), WorkerId.random());
    }

    /** An execution as one worker sees it. */
    public record Running(ExecutionId id, HomeId home, WorkerId worker) {}

    public List<Claim> claim(Running running, int slots) {
        return claims.claim(
                new Scope.OwnExecution(running.id()), Set.of("shell"), running.worker(), running.home(), slots);
    }

    /** Whatever there is to do in the home, of any execution. */
    public List<Claim> claimAny(HomeId home, int slots) {
        return claims.claim(new Scope.Queues(), Set.of("shell"), WorkerId.random(), home, slots);
    }

    /** The only task that this agent can have now. */
    public Lease claimBy(Running running, String agent) {
        return claims.claim(new Scope.OwnExecution(running.id()), Set.of(agent), WorkerId.random(), running.home(), 1)
                .getFirst()
                .lease();
    }

    public Lease claimOne(Running running) {
        return claim(running, 1).getFirst().lease();
    }

    public List<String> claimedNumbers(Running running) {
        return claim(running, 16).stream().map(claim -> claim.number().text()).toList();
    }

    public ExecutionStatus status(Running running) {
        return executions.find(running.id()).orElseThrow();
    }

    public String state(Running running) {
        return status(running).state().word();
    }

    public TaskStatus task(Running running, String number) {
        return status(running).tasks().stream()
                .filter(task -> task.number().text().equals(number))
                .findFirst()
                .orElseThrow();
    }

    public TaskState taskState(Running running, String number) {
        return task(running, number).state();
    }

    public List<String> batchStates(Running running) {
        return status(running).batches().stream().map(BatchStatus::state).toList();
    }

    /** Makes a lease look as if it had not been renewed for a while. */
    public void expire(Lease lease) {
        change("update task_lease set lease_until = clock_timestamp() - interval '1 minute' where token = '"
                + lease.token() + "'");
    }

    public void change(String statement) {
        try (var connection = database.getConnection();
                var prepared = connection.createStatement()) {
            prepared.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    /** The first column of the first row, as text. */
    public String value(String query) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getString(1) : "";
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }
}
