package dev.coppice.queue;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** What executions may spend whose requests do not say. */
@ApplicationScoped
public class SpendingDefaults {

    private final BudgetConfig config;

    SpendingDefaults(BudgetConfig config) {
        this.config = config;
    }

    /** The same, with the configured budgets where it has none. */
    public ExecutionSettings fill(ExecutionSettings settings) {
        var configured = new BudgetChange(
                config.executionUsd(),
                config.batchUsd(),
                config.taskUsd(),
                config.attemptUsd(),
                Optional.of(config.hardStop()));
        return settings.spending(configured).spending(said(settings));
    }

    private static BudgetChange said(ExecutionSettings settings) {
        var parts = settings.partBudgets();
        return new BudgetChange(
                Optional.ofNullable(settings.budgetUsd()),
                Optional.ofNullable(parts.batchUsd()),
                Optional.ofNullable(parts.taskUsd()),
                Optional.ofNullable(parts.attemptUsd()),
                Optional.ofNullable(parts.hardStop()));
    }
}
