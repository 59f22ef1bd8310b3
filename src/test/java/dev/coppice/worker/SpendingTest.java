package dev.coppice.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.queue.Budgets;
import dev.coppice.task.ExecutionMode;
import dev.coppice.task.ExecutionState;
import dev.coppice.task.TaskState;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What agents tell that they have cost is counted before the next task begins. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class SpendingTest extends AJudgedPlan {

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

    @Test
    void aQuestionEndsTheTaskForAPersonToAnswer() {
        var execution = run(
                plan(check("true")), "echo '{\"coppice\": {\"question\": \"which \\u001b[31mcolour?\"}}'; touch made");

        assertThat(reason(execution, "1.1")).isEqualTo("question");
        assertThat(task(execution, "1.1").error()).contains("which \u001b[31mcolour?");
        assertThat(user.git("show", kept(execution, "1.1") + ":made")).isEmpty();
    }
}
