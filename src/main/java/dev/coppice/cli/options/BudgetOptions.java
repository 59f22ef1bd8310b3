package dev.coppice.cli.options;

import dev.coppice.queue.Budgets;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what a plan's agents may spend. */
public final class BudgetOptions {

    @Option(
            names = "--budget",
            paramLabel = "USD",
            description =
                    "What the agents may spend together, in US dollars; then nothing more is started. Default: no limit.")
    @Nullable
    BigDecimal execution;

    @Option(
            names = "--batch-budget",
            paramLabel = "USD",
            description = "The same for each batch; what is still waiting of one that has spent it fails.")
    @Nullable
    BigDecimal batch;

    @Option(
            names = "--task-budget",
            paramLabel = "USD",
            description = "The same for each task, in all its attempts; then it is not tried again.")
    @Nullable
    BigDecimal task;

    @Option(
            names = "--attempt-budget",
            paramLabel = "USD",
            description = "The same for each attempt, in all its rounds.")
    @Nullable
    BigDecimal attempt;

    @Option(
            names = "--budget-hard-stop",
            description = "Agents at work are ended, too, once such a budget is spent. Default: they may finish.")
    boolean hardStop;

    /** What is wrong with them. */
    public Optional<String> objection() {
        return given().entrySet().stream()
                .filter(option -> !Budgets.isBudget(option.getValue()))
                .findFirst()
                .map(option -> option.getKey() + " must be " + Budgets.BUDGET);
    }

    private Map<String, BigDecimal> given() {
        var given = new TreeMap<String, BigDecimal>();
        Optional.ofNullable(execution).ifPresent(amount -> given.put("--budget", amount));
        Optional.ofNullable(batch).ifPresent(amount -> given.put("--batch-budget", amount));
        Optional.ofNullable(task).ifPresent(amount -> given.put("--task-budget", amount));
        Optional.ofNullable(attempt).ifPresent(amount -> given.put("--attempt-budget", amount));
        return given;
    }

    public RunBudgets budgets() {
        return new RunBudgets(text(execution), text(batch), text(task), text(attempt), hardStop);
    }

    private static String text(@Nullable BigDecimal amount) {
        return amount == null ? "" : amount.toPlainString();
    }
}
