package dev.coppice.queue;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigDecimal;
import java.util.Optional;

/** What executions may spend whose requests do not say, in US dollars; nothing set: whatever they need. */
@ConfigMapping(prefix = "coppice.budget")
interface BudgetConfig {

    /** All agents of an execution together. */
    Optional<BigDecimal> executionUsd();

    /** All agents of a batch together. */
    Optional<BigDecimal> batchUsd();

    /** All attempts of a task together. */
    Optional<BigDecimal> taskUsd();

    /** One attempt. */
    Optional<BigDecimal> attemptUsd();

    /** Whether agents at work are ended once a budget is spent. */
    @WithDefault("false")
    boolean hardStop();
}
