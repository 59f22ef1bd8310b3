package dev.coppice.cli.options;

import dev.coppice.queue.BudgetChange;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/** What a run and its parts may spend, in US dollars, in the form that the request for a run carries; an empty one is not said. */
public record RunBudgets(String executionUsd, String batchUsd, String taskUsd, String attemptUsd, boolean hardStop) {

    /** Nothing is said. */
    static final RunBudgets NONE = new RunBudgets("", "", "", "", false);

    public BudgetChange change() {
        return new BudgetChange(
                amount(executionUsd),
                amount(batchUsd),
                amount(taskUsd),
                amount(attemptUsd),
                Optional.of(hardStop).filter(isHard -> isHard));
    }

    private static Optional<BigDecimal> amount(String text) {
        return Optional.of(text).filter(amount -> !amount.isEmpty()).map(BigDecimal::new);
    }

    /** As fields of a request to a service. */
    public void writeTo(Map<String, Object> body) {
        var change = change();
        change.executionUsd().ifPresent(amount -> body.put("budget_usd", amount));
        change.batchUsd().ifPresent(amount -> body.put("batch_budget_usd", amount));
        change.taskUsd().ifPresent(amount -> body.put("task_budget_usd", amount));
        change.attemptUsd().ifPresent(amount -> body.put("attempt_budget_usd", amount));
        change.hardStop().ifPresent(isHard -> body.put("budget_hard_stop", isHard));
    }
}
