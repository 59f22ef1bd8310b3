package dev.coppice.queue;

import static dev.coppice.queue.PlanDraft.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.event.EventLog;
import dev.coppice.event.Position;
import dev.coppice.event.TaskEvent;
import dev.coppice.money.Spent;
import dev.coppice.money.Usage;
import dev.coppice.plan.Plan;
import dev.coppice.queue.lease.LeaseRenewal;
import dev.coppice.queue.lease.Renewal;
import dev.coppice.task.ExecutionState;
import dev.coppice.task.Lease;
import dev.coppice.task.TaskState;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Batches, tasks and attempts have budgets of their own. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class PartBudgetsTest {

    private static final AttemptEnd FAILED = new AttemptEnd.Failed("check_failed", "it does not work", true);

    @Inject
    TestQueue queue;

    @Inject
    Attempts attempts;

    @Inject
    Steering steering;

    @Inject
    Budgets budgets;

    @Inject
    LeaseRenewal renewal;

    @Inject
    EventLog events;

    private TestQueue.Running running;

    private void begin(Plan plan, BudgetChange change) {
        var one = TestQueue.newExecution(plan, TestQueue.home());
        running = queue.submit(TestQueue.scheduled(one, new Scheduling(Optional.empty(), 0, 9, Optional.empty())));
        give(change);
    }

    private void give(BudgetChange change) {
        steering.workWith(running.id(), queue.status(running).settings().spending(change));
    }

    private static BudgetChange of(BudgetStanding.Scope scope, String amount, boolean isHard) {
        var dollars = Optional.of(new BigDecimal(amount));
        var none = Optional.<BigDecimal>empty();
        var hard = Optional.of(isHard);
        return switch (scope) {
            case EXECUTION -> new BudgetChange(dollars, none, none, none, hard);
            case BATCH -> new BudgetChange(none, dollars, none, none, hard);
            case TASK -> new BudgetChange(none, none, dollars, none, hard);
            case ATTEMPT -> new BudgetChange(none, none, none, dollars, hard);
        };
    }

    private static BudgetChange of(BudgetStanding.Scope scope, String amount) {
        return of(scope, amount, false);
    }

    private void spend(Lease lease, String cost) {
        attempts.spent(lease, Duration.ZERO, new Spent(Optional.of(new BigDecimal(cost)), true, Usage.NONE));
        budgets.enforce(running.id());
    }

    private TaskState state(String task) {
        return queue.taskState(running, task);
    }

    private List<TaskEvent> events(String what) {
        return events.after(running.id(), Position.START, 1000).stream()
                .filter(event -> event.what().equals(what))
                .toList();
    }

    private Renewal.News heartbeat(Lease lease) {
        var answer = (Renewal.Answered) renewal.renew(running.worker(), List.of(lease));
        return answer.leases().get(lease);
    }

    @Test
    void ofABatchThatHasSpentItsBudgetOnlyWhatRunsGoesOn() {
        var plan = PlanDraft.plan()
                .batch(List.of(), task("1.1"), task("1.2"), task("1.3", "1.2"))
                .batch(List.of(1), task("2.1"))
                .batch(List.of(), task("3.1"))
                .build();
        begin(plan, of(BudgetStanding.Scope.BATCH, "1"));
        var first = queue.claimOne(running);

        spend(first, "1");
        spend(first, "1.1");

        assertThat(state("1.1")).isInstanceOf(TaskState.Executing.class);
        assertThat(state("1.2")).isEqualTo(new TaskState.Failed(Budgets.WORD));
        assertThat(state("1.3")).isEqualTo(new TaskState.Skipped("needs_failed"));
        assertThat(state("2.1")).isEqualTo(new TaskState.Skipped("needs_failed"));
        assertThat(queue.claimedNumbers(running)).containsExactly("3.1");
        assertThat(events("batch_budget_spent"))
                .singleElement()
                .satisfies(event -> assertThat(event.detail())
                        .hasValueSatisfying(
                                detail -> assertThat(detail).contains("\"batch\": 1", "\"cost_is_estimate\": true")));
        attempts.end(first, new AttemptEnd.CompletedUnchanged());
        assertThat(queue.status(running).batches().getFirst().state()).isEqualTo("failed");
        assertThat(queue.status(running).state()).isEqualTo(ExecutionState.EXECUTING);
    }

    @Test
    void aTaskThatHasSpentItsBudgetIsNotTriedAgain() {
        begin(PlanDraft.of(task("1.1"), task("1.2", "1.1")), of(BudgetStanding.Scope.TASK, "1"));
        var first = queue.claimOne(running);
        spend(first, "0.6");
        attempts.end(first, FAILED);
        var second = queue.claimOne(running);
        assertThat(second.task()).isEqualTo(first.task());

        spend(second, "0.4");
        assertThat(heartbeat(second)).isEqualTo(Renewal.News.KEPT);
        attempts.end(second, FAILED);

        assertThat(state("1.1")).isEqualTo(new TaskState.Failed(Budgets.WORD));
        assertThat(state("1.2")).isEqualTo(new TaskState.Skipped("needs_failed"));
        assertThat(queue.status(running).state()).isEqualTo(ExecutionState.FAILED);
        assertThat(queue.task(running, "1.1").error())
                .hasValueSatisfying(
                        error -> assertThat(error).contains("budget", "its last attempt: it does not work"));
        assertThat(queue.task(running, "1.1").attempts())
                .extracting(attempt -> attempt.reason().orElse(""))
                .containsExactly("check_failed", "check_failed");
    }

    @Test
    void withALargerBudgetATaskGoesOnWhereItStopped() {
        begin(PlanDraft.of(task("1.1")), of(BudgetStanding.Scope.TASK, "1"));
        var first = queue.claimOne(running);
        spend(first, "1");
        attempts.end(first, FAILED);

        give(of(BudgetStanding.Scope.TASK, "2"));
        steering.retry(running.id());
        var second = queue.claimOne(running);
        assertThat(budgets.of(second)).singleElement().satisfies(budget -> {
            assertThat(budget.isSpent()).isFalse();
            assertThat(budget.left()).isEqualByComparingTo("1");
        });
        spend(second, "0.5");
        attempts.end(second, FAILED);

        assertThat(state("1.1")).isInstanceOf(TaskState.Queued.class);
    }

    @Test
    void aTaskWhoseMoneyIsGoneMayStillComplete() {
        begin(PlanDraft.of(task("1.1")), of(BudgetStanding.Scope.TASK, "1"));
        var lease = queue.claimOne(running);
        spend(lease, "5");

        attempts.end(lease, new AttemptEnd.CompletedUnchanged());

        assertThat(state("1.1")).isInstanceOf(TaskState.Completed.class);
        assertThat(queue.status(running).state()).isEqualTo(ExecutionState.COMPLETED);
    }

    @Test
    void anAttemptGivenBackDoesNotComeAgainEitherOnceItsBatchHasSpentAll() {
        begin(PlanDraft.of(task("1.1")), of(BudgetStanding.Scope.BATCH, "1"));
        var lease = queue.claimOne(running);
        spend(lease, "1");

        attempts.end(lease, new AttemptEnd.Released("interrupted"));

        assertThat(state("1.1")).isEqualTo(new TaskState.Failed(Budgets.WORD));
    }

    @Test
    void eachBudgetWarnsOnceForEachSizeAndEachOfItsOwners() {
        begin(PlanDraft.of(task("1.1"), task("1.2")), of(BudgetStanding.Scope.TASK, "1"));
        var leases = queue.claim(running, 2).stream().map(Claim::lease).toList();

        spend(leases.getFirst(), "0.79");
        assertThat(events("task_budget_warning")).isEmpty();
        spend(leases.getFirst(), "0.8");
        spend(leases.getFirst(), "0.9");
        spend(leases.getLast(), "0.85");
        give(of(BudgetStanding.Scope.TASK, "1.05"));
        spend(leases.getLast(), "0.86");

        assertThat(events("task_budget_warning")).hasSize(4);
        assertThat(events("task_budget_spent")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(BudgetStanding.Scope.class)
    void aHardStopReachesWhatRuns(BudgetStanding.Scope scope) {
        begin(PlanDraft.of(task("1.1"), task("1.2")), of(scope, "1", true));
        var leases = queue.claim(running, 2).stream().map(Claim::lease).toList();

        spend(leases.getFirst(), "0.9");
        assertThat(heartbeat(leases.getFirst())).isEqualTo(Renewal.News.KEPT);
        spend(leases.getFirst(), "1");

        assertThat(heartbeat(leases.getFirst()))
                .isEqualTo(
                        scope == BudgetStanding.Scope.EXECUTION
                                ? Renewal.News.EXECUTION_BUDGET_SPENT
                                : Renewal.News.BUDGET_SPENT);
        assertThat(heartbeat(leases.getLast()))
                .isEqualTo(
                        switch (scope) {
                            case EXECUTION -> Renewal.News.EXECUTION_BUDGET_SPENT;
                            case BATCH -> Renewal.News.BUDGET_SPENT;
                            case TASK, ATTEMPT -> Renewal.News.KEPT;
                        });
    }

    @Test
    void moreMoneyTakesAStopBackThatNobodyHasHeardYet() {
        begin(PlanDraft.of(task("1.1")), of(BudgetStanding.Scope.ATTEMPT, "1", true));
        var lease = queue.claimOne(running);
        spend(lease, "1");

        give(of(BudgetStanding.Scope.ATTEMPT, "2", true));

        assertThat(heartbeat(lease)).isEqualTo(Renewal.News.KEPT);
    }

    @Test
    void anAttemptKnowsAllTheBudgetsThatItHasToKeep() {
        var amount = Optional.of(new BigDecimal("10"));
        begin(
                PlanDraft.of(task("1.1"), task("1.2")),
                new BudgetChange(amount, amount, amount, amount, Optional.empty()));
        var first = queue.claimOne(running);
        spend(first, "1");
        attempts.end(first, FAILED);
        var leases = queue.claim(running, 2).stream().map(Claim::lease).toList();
        var second = leases.stream()
                .filter(lease -> lease.task().equals(first.task()))
                .findFirst()
                .orElseThrow();
        var other = leases.stream()
                .filter(lease -> !lease.task().equals(first.task()))
                .findFirst()
                .orElseThrow();
        spend(second, "2");
        spend(other, "4");

        assertThat(budgets.of(second))
                .extracting(BudgetStanding::scope)
                .containsExactly(
                        BudgetStanding.Scope.ATTEMPT,
                        BudgetStanding.Scope.TASK,
                        BudgetStanding.Scope.BATCH,
                        BudgetStanding.Scope.EXECUTION);
        assertThat(budgets.of(second))
                .extracting(budget -> budget.left().intValueExact())
                .containsExactly(8, 7, 3, 3);
        assertThat(queue.status(running).spent(1).dollars()).isEqualByComparingTo("7");
        assertThat(queue.status(running).spent().isEstimate()).isTrue();
    }
}
