package dev.coppice.cli.progress;

import dev.coppice.cli.terminal.OneLine;
import dev.coppice.report.BudgetReport;

/** Says in a line that the money of an execution, or of a part of it, comes to its end. */
public final class BudgetWords {

    private BudgetWords() {}

    /** As in "task 1.2 has spent four fifths of its budget of 5 US dollars". */
    static String of(BudgetReport budget) {
        boolean isSpent = budget.spentUsd().compareTo(budget.budgetUsd()) >= 0;
        return OneLine.of(
                budget.owner() + (isSpent ? " has spent its budget of " : " has spent four fifths of its budget of ")
                        + budget.budgetUsd().stripTrailingZeros().toPlainString() + " US dollars"
                        + (budget.costIsEstimate() ? " (estimated)" : ""));
    }
}
