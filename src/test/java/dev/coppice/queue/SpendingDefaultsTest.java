package dev.coppice.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.agent.program.Mapped;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpendingDefaultsTest {

    private final ExecutionSettings settings =
            new ExecutionSettings("shell", List.of(), "host", Duration.ofMinutes(5), 2);

    private static SpendingDefaults configured() {
        return new SpendingDefaults(Mapped.of(
                BudgetConfig.class,
                Map.of(
                        "coppice.budget.execution-usd", "20",
                        "coppice.budget.task-usd", "2",
                        "coppice.budget.hard-stop", "true")));
    }

    @Test
    void whatARequestDoesNotSayIsAsConfigured() {
        var filled = configured().fill(settings);

        assertThat(filled.budgetUsd()).isEqualByComparingTo("20");
        assertThat(filled.partBudgets()).isEqualTo(new PartBudgets(null, new BigDecimal("2"), null, true));
    }

    @Test
    void whatARequestSaysCounts() {
        var said = settings.spending(new BudgetChange(
                Optional.of(BigDecimal.ONE),
                Optional.of(BigDecimal.TEN),
                Optional.of(BigDecimal.TEN),
                Optional.empty(),
                Optional.of(false)));

        assertThat(configured().fill(said)).isEqualTo(said);
    }

    @Test
    void whereNothingIsConfiguredNothingIsLimited() {
        var none = new SpendingDefaults(Mapped.of(BudgetConfig.class, Map.of()));

        assertThat(none.fill(settings).budgetUsd()).isNull();
        assertThat(none.fill(settings).partBudgets().stopsHard()).isFalse();
    }
}
