package dev.coppice.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.money.Usage;
import dev.coppice.queue.BudgetChange;
import dev.coppice.queue.BudgetStanding;
import dev.coppice.queue.Budgets;
import dev.coppice.queue.Steering;
import dev.coppice.task.ExecutionMode;
import dev.coppice.task.ExecutionState;
import dev.coppice.task.TaskState;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What agents tell that they have cost is counted before the next task begins. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class SpendingTest extends AJudgedPlan {

    @Inject
    Steering steering;

    @Test
    void aPlanStopsBeforeTheTaskThatItCannotPayFor() {
        var settings = agent("touch n-$COPPICE_TASK; echo '{\"coppice\": {\"cost_usd\": 0.5}}'")
                .spending(Optional.of(BigDecimal.ONE));

        var execution = begin(plan("", "", ""), settings, ExecutionMode.WORKTREE, 1);

        until(() -> status(execution).state() == ExecutionState.PAUSED
                && task(execution, "1.2").state() instanceof TaskState.Completed);
        assertThat(status(execution).pauseReason()).contains(Budgets.REASON);
        assertThat(status(execution).spent().cost())
                .hasValueSatisfying(cost -> assertThat(cost).isEqualByComparingTo("1"));
        assertThat(task(execution, "1.3").state()).isInstanceOf(TaskState.Queued.class);
        assertThat(task(execution, "1.3").attempts()).isEmpty();
    }

    /** Tells {@code $1} US dollars of cost. */
    private static final String TELL = "tell() { echo \"{\\\"coppice\\\": {\\\"cost_usd\\\": $1}}\"; }\n";

    private static final String WAIT_FOR_GO = "while [ ! -e \"$BOARD/go\" ]; do sleep 0.05; done\n";

    private static BudgetChange budget(BudgetStanding.Scope scope, String amount, boolean isHard) {
        var dollars = Optional.of(new BigDecimal(amount));
        var none = Optional.<BigDecimal>empty();
        return new BudgetChange(
                scope == BudgetStanding.Scope.EXECUTION ? dollars : none,
                scope == BudgetStanding.Scope.BATCH ? dollars : none,
                scope == BudgetStanding.Scope.TASK ? dollars : none,
                scope == BudgetStanding.Scope.ATTEMPT ? dollars : none,
                Optional.of(isHard));
    }

    @Test
    void whatAnAgentTellsIsThereWhileItWorksAndItsLastWordCounts() {
        var settings = agent(TELL + "tell 0.75; echo '{\"coppice\": {\"tokens\": {\"input\": 7, \"output\": 2}}}'\n"
                + WAIT_FOR_GO + "tell 0.5; touch made");

        var execution = begin(plan(""), settings, ExecutionMode.WORKTREE);

        until(() -> status(execution).spent().dollars().compareTo(new BigDecimal("0.75")) == 0);
        assertThat(task(execution, "1.1").state()).isInstanceOf(TaskState.Executing.class);
        assertThat(status(execution).spent().tokens()).isEqualTo(new Usage(7, 2, 0, 0));
        pinUp("go");
        awaitEnd(execution);
        assertThat(status(execution).spent().dollars()).isEqualByComparingTo("0.5");
    }

    @Test
    void aSoftBudgetLetsWhatRunsFinish() {
        var settings = agent(TELL + "tell 5\n" + WAIT_FOR_GO + "touch made")
                .spending(budget(BudgetStanding.Scope.EXECUTION, "1", false));

        var execution = begin(plan("", ""), settings, ExecutionMode.WORKTREE, 1);

        until(() -> status(execution).state() == ExecutionState.PAUSED);
        pinUp("go");
        until(() -> task(execution, "1.1").state() instanceof TaskState.Completed);
        assertThat(task(execution, "1.2").attempts()).isEmpty();
    }

    @Test
    void aHardStopOfTheExecutionEndsItsAgentsAndTheirTasksWaitForMoreMoney() {
        var settings = agent("touch half; " + TELL + "tell 1; sleep 600")
                .spending(budget(BudgetStanding.Scope.EXECUTION, "1", true));

        var execution = begin(plan(""), settings, ExecutionMode.WORKTREE, 1);

        until(() -> status(execution).state() == ExecutionState.PAUSED
                && task(execution, "1.1").state() instanceof TaskState.Queued);
        assertThat(reason(execution, "1.1")).isEqualTo(Budgets.WORD);
        assertThat(status(execution).pauseReason()).contains(Budgets.REASON);
        assertThat(user.git("show", kept(execution, "1.1") + ":half")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = BudgetStanding.Scope.class,
            names = {"BATCH", "TASK", "ATTEMPT"})
    void aHardStopOfAPartEndsItsAgentAndFailsItsTask(BudgetStanding.Scope scope) {
        var settings = agent(TELL + "tell 1; sleep 600").spending(budget(scope, "1", true));

        var execution = run(plan(""), settings, ExecutionMode.WORKTREE);

        assertThat(reason(execution, "1.1")).isEqualTo(Budgets.WORD);
        assertThat(task(execution, "1.1").state()).isEqualTo(new TaskState.Failed(Budgets.WORD));
        assertThat(task(execution, "1.1").error())
                .hasValueSatisfying(error -> assertThat(error).contains("was spent while it ran"));
    }

    @Test
    void whatAnAgentHasFinishedLandsHoweverHardTheStop() {
        var settings = agent(TELL + "tell 1; touch made").spending(budget(BudgetStanding.Scope.ATTEMPT, "1", true));
        scheduler.pause(); // Else what it has told may be written before it has finished: then it would be ended
        // rightly.
        var untilGo = "until test -e " + board.resolve("go") + "; do sleep 0.05; done";

        var execution = begin(plan(check(untilGo)), settings, ExecutionMode.WORKTREE);

        until(() -> value("select budget_stop from task_lease").equals("attempt"));
        var heardUntil = value("select lease_until from task_lease");
        until(() -> !value("select lease_until from task_lease").equals(heardUntil));
        pinUp("go");
        awaitEnd(execution);
        assertThat(task(execution, "1.1").state()).isInstanceOf(TaskState.Completed.class);
    }

    @Test
    void whoHasSpentTheBudgetOfItsTaskDoesNotEvenBeginAgain() {
        var settings = agent(TELL + "tell 1; exit 3").spending(budget(BudgetStanding.Scope.TASK, "1", false));
        var execution = run(plan(""), settings, ExecutionMode.WORKTREE);
        assertThat(reason(execution, "1.1")).isEqualTo("agent_failed");

        steering.retry(execution);
        until(() -> task(execution, "1.1").attempts().size() == 2);
        awaitEnd(execution);

        assertThat(task(execution, "1.1").state()).isEqualTo(new TaskState.Failed(Budgets.WORD));
        assertThat(task(execution, "1.1").error())
                .hasValueSatisfying(error -> assertThat(error).contains("its attempts have spent 1 US dollars of 1"));
        assertThat(rounds("1.1")).isEqualTo(1);
    }

    @Test
    void anAttemptWithoutMoneyHasNoMoreRoundsToPutItsWorkRight() {
        var settings = agent(TELL + "tell 1; touch made").spending(budget(BudgetStanding.Scope.ATTEMPT, "1", false));

        var execution = run(plan(check("false")), settings, ExecutionMode.WORKTREE);

        assertThat(reason(execution, "1.1")).isEqualTo("check_failed");
        assertThat(rounds("1.1")).isEqualTo(1);
        assertThat(task(execution, "1.1").error())
                .hasValueSatisfying(error -> assertThat(error)
                        .contains("no more rounds to put it right: the attempt has spent 1 US dollars of 1"));
    }

    @Test
    void theRoundsOfAnAttemptAddUp() {
        var settings = agent(TELL + "tell 0.5; touch made");

        var execution = run(plan(check("false")), settings, ExecutionMode.WORKTREE);

        assertThat(rounds("1.1")).isEqualTo(3);
        assertThat(status(execution).spent().dollars()).isEqualByComparingTo("1.5");
    }

    @Test
    void aQuestionEndsTheTaskForAPersonToAnswer() {
        var execution = run(
                plan(check("true")), "echo '{\"coppice\": {\"question\": \"which \\u001b[31mcolour?\"}}'; touch made");

        assertThat(reason(execution, "1.1")).isEqualTo("question");
        assertThat(task(execution, "1.1").error()).contains("which \u001b[31mcolour?");
        assertThat(user.git("show", kept(execution, "1.1") + ":made")).isEmpty();
    }
}
