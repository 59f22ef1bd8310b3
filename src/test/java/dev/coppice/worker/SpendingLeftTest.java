package dev.coppice.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.queue.BudgetStanding;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an agent is told that it may spend by itself. */
class SpendingLeftTest {

    private final List<BudgetStanding> budgets = List.of(
            budget(BudgetStanding.Scope.ATTEMPT, "3", "0"),
            budget(BudgetStanding.Scope.TASK, "5", "3.5"),
            budget(BudgetStanding.Scope.EXECUTION, "9", "10"));

    private static BudgetStanding budget(BudgetStanding.Scope scope, String budget, String spent) {
        return new BudgetStanding(scope, new BigDecimal(budget), new BigDecimal(spent), false);
    }

    @Test
    void whereWhatRunsMayFinishOnlyTheAttemptsOwnBudgetCounts() {
        assertThat(Spending.left(budgets, false)).contains(new BigDecimal("3"));
        assertThat(Spending.left(budgets.subList(1, 3), false)).isEmpty();
    }

    @Test
    void withAHardStopTheSmallestOfAllCounts() {
        assertThat(Spending.left(budgets.subList(0, 2), true)).contains(new BigDecimal("1.5"));
        assertThat(Spending.left(budgets, true)).contains(BigDecimal.ZERO);
        assertThat(Spending.left(List.of(), true)).isEmpty();
    }
}
