package dev.coppice.cli.client;

import dev.coppice.cli.options.BudgetOptions;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code coppice resume}: goes on with what is paused. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description = "Goes on with a paused execution, with other budgets if some are given.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:bad usage, or the service refuses", "3:no service answers"})
public final class ResumeCommand extends SteeringCommand {

    @Mixin
    BudgetOptions budgets = new BudgetOptions();

    @Override
    String wish() {
        return "resume";
    }

    @Override
    Map<String, Object> body() {
        return body(budgets.budgets());
    }
}
