package dev.coppice.queue;

import static dev.coppice.queue.PlanDraft.plan;
import static dev.coppice.queue.PlanDraft.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.plan.PlannedTask;
import dev.coppice.queue.TestQueue.Running;
import dev.coppice.task.Phase;
import dev.coppice.task.TaskId;
import dev.coppice.task.TaskState.Executing;
import dev.coppice.task.WorkerId;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ClaimTest {

    private static final Set<String> SHELL = Set.of("shell");

    @Inject
    TestQueue queue;

    @Inject
    Claims claims;

    @Inject
    Attempts attempts;

    @Inject
    AgroalDataSource database;

    @Test
    void tasksAreClaimedInThePlansOrderUpToTheFreeSlots() {
        var running = queue.submit(PlanDraft.of(tasks(20)));

        assertThat(queue.claim(running, 0)).isEmpty();
        assertThat(queue.claim(running, 3))
                .extracting(claim -> claim.number().text())
                .containsExactly("1.1", "1.2", "1.3");
        assertThat(queue.claimedNumbers(running)).hasSize(16).startsWith("1.4").endsWith("1.19");
        assertThat(queue.claimedNumbers(running)).containsExactly("1.20");
    }

    @Test
    void aClaimIsVisibleInTheStatesOfTaskBatchAndExecution() {
        var running = queue.submit(plan().batch(List.of(), task("1.1"))
                .batch(List.of(1), task("2.1"))
                .build());

        var lease = queue.claimOne(running);

        assertThat(lease.attempt()).isEqualTo(1);
        assertThat(queue.taskState(running, "1.1")).isEqualTo(new Executing(1, Phase.PREPARING));
        assertThat(queue.batchStates(running)).containsExactly("executing", "queued");
        assertThat(queue.state(running)).isEqualTo("executing");
        assertThat(queue.status(running).startedAt()).isPresent();
        assertThat(queue.task(running, "1.1").startedAt()).isPresent();
    }

    @Test
    void aWorkerThatReachesNoSharedRepositoryClaimsFromItsOwnHomeOnly() {
        var running = queue.submit(PlanDraft.of(tasks(2)));
        var stranger = TestQueue.home();

        assertThat(claims.claim(new Scope.Queues(), SHELL, WorkerId.random(), stranger, 4))
                .isEmpty();
        queue.change("update task set queue = 'shared' where number = '1.2' and execution_id = '" + running.id() + "'");

        assertThat(claims.claim(new Scope.Queues(), SHELL, running.worker(), running.home(), 4))
                .extracting(claim -> claim.number().text())
                .containsExactly("1.1");
    }

    @Test
    void aWorkerClaimsOnlyForAgentsItHas() {
        var running = queue.submit(PlanDraft.of(tasks(1)));

        assertThat(claims.claim(new Scope.Queues(), Set.of("command"), running.worker(), running.home(), 1))
                .isEmpty();
    }

    @Test
    void aRunClaimsItsOwnExecutionOnly() {
        var one = queue.submit(PlanDraft.of(tasks(1)));
        var other = queue.submit(TestQueue.newExecution(PlanDraft.of(tasks(1)), one.home()));

        assertThat(queue.claim(one, 4))
                .extracting(claim -> claim.lease().execution())
                .containsExactly(one.id());
        assertThat(queue.claim(one, 4)).isEmpty();
        assertThat(queue.claim(other, 4)).hasSize(1);
    }

    @Test
    void eightWorkersNeverClaimTheSameTaskTwice() throws Exception {
        var running = queue.submit(PlanDraft.of(tasks(200)));

        var claimed = new ArrayList<TaskId>();
        try (var workers = Executors.newFixedThreadPool(8)) {
            Callable<List<TaskId>> drain = () -> drain(running);
            for (var drained : workers.invokeAll(Collections.nCopies(8, drain))) {
                claimed.addAll(drained.get());
            }
        }

        assertThat(claimed).doesNotHaveDuplicates().hasSize(200);
        assertThat(queue.value("select count(*) from task_lease where execution_id = '" + running.id() + "'"))
                .isEqualTo("200");
    }

    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aTaskThatIsLockedJustNowIsPassedByAndNotWaitedFor() throws SQLException {
        var running = queue.submit(PlanDraft.of(tasks(2)));
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(
                    "select from task where number = '1.1' and execution_id = '" + running.id() + "' for update");

            assertThat(queue.claimedNumbers(running)).containsExactly("1.2");
            connection.rollback();
        }
        assertThat(queue.claimedNumbers(running)).containsExactly("1.1");
    }

    @Test
    void neverMoreThanMaxConcurrentTasksAreOut() {
        var running = queue.submit(withMost(2));

        var out = queue.claim(running, 16);

        assertThat(out).hasSize(2);
        assertThat(queue.claim(running, 16)).isEmpty();
        assertThat(attempts.end(out.getFirst().lease(), new AttemptEnd.CompletedUnchanged()))
                .isInstanceOf(Ending.Accepted.class);
        assertThat(queue.claim(running, 16)).hasSize(1);
    }

    private List<TaskId> drain(Running running) {
        var mine = new Running(running.id(), running.home(), WorkerId.random());
        var ids = new ArrayList<TaskId>();
        for (var some = queue.claim(mine, 3); !some.isEmpty(); some = queue.claim(mine, 3)) {
            some.forEach(claim -> ids.add(claim.lease().task()));
        }
        return ids;
    }

    private static NewExecution withMost(int most) {
        return TestQueue.scheduled(
                TestQueue.newExecution(PlanDraft.of(tasks(5)), TestQueue.home()),
                Scheduling.usual().atOnce(Optional.of(most)));
    }

    private static PlannedTask[] tasks(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> task("1." + i)).toArray(PlannedTask[]::new);
    }
}
