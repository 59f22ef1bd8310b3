package dev.coppice.report;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.coppice.money.Spent;
import dev.coppice.queue.BatchStatus;
import dev.coppice.queue.BudgetStanding;
import dev.coppice.queue.ExecutionStatus;
import dev.coppice.queue.PartBudgets;
import dev.coppice.queue.TaskStatus;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A budget of which at least four fifths are spent, as the API and reports show it; null where it is not of such a part.
 *
 * @param scope execution, batch, task or attempt
 * @param batch the batch's position
 * @param costIsEstimate whether some of it was worked out from tokens and the configured prices
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record BudgetReport(
        String scope,
        @Nullable Integer batch,
        @Nullable String task,
        @Nullable Integer attempt,
        BigDecimal budgetUsd,
        BigDecimal spentUsd,
        boolean costIsEstimate) {

    private static final BigDecimal NEARLY = new BigDecimal("0.8");

    /** Those of an execution and its parts, of attempts only while they run. */
    public static List<BudgetReport> pressing(ExecutionStatus execution) {
        var settings = execution.settings();
        var budgets = new ArrayList<BudgetReport>();
        add(budgets, BudgetStanding.Scope.EXECUTION, null, null, null, settings.budgetUsd(), execution.spent());
        var ofBatch = settings.partBudgets().batchUsd();
        for (BatchStatus batch : execution.batches()) {
            var spent = execution.spent(batch.position());
            add(budgets, BudgetStanding.Scope.BATCH, batch.position(), null, null, ofBatch, spent);
        }
        execution.tasks().forEach(task -> addTask(budgets, settings.partBudgets(), task));
        return List.copyOf(budgets);
    }

    private static void addTask(List<BudgetReport> budgets, PartBudgets limits, TaskStatus task) {
        var number = task.number().text();
        add(budgets, BudgetStanding.Scope.TASK, null, number, null, limits.taskUsd(), task.spent());
        task.attempts().stream()
                .filter(attempt -> attempt.endedAt().isEmpty())
                .forEach(attempt -> add(
                        budgets,
                        BudgetStanding.Scope.ATTEMPT,
                        null,
                        number,
                        attempt.number(),
                        limits.attemptUsd(),
                        attempt.spent()));
    }

    private static void add(
            List<BudgetReport> budgets,
            BudgetStanding.Scope scope,
            @Nullable Integer batch,
            @Nullable String task,
            @Nullable Integer attempt,
            @Nullable BigDecimal budget,
            Spent spent) {
        if (budget != null && spent.dollars().compareTo(budget.multiply(NEARLY)) >= 0) {
            budgets.add(
                    new BudgetReport(scope.word(), batch, task, attempt, budget, spent.dollars(), spent.isEstimate()));
        }
    }

    /** Whose budget it is, in words for people. */
    public String owner() {
        if (batch != null) {
            return "batch " + batch;
        }
        if (attempt != null) {
            return "attempt " + attempt + " of task " + task;
        }
        return task != null ? "task " + task : "the execution";
    }
}
