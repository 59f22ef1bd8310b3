package dev.coppice.money;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * What an agent says that its work has taken so far.
 *
 * @param cost in US dollars, as the agent counts it; empty if it does not say
 * @param usage by the models' names; empty if it does not say
 */
public record Consumption(Optional<BigDecimal> cost, Map<String, Usage> usage) {

    public static final Consumption UNKNOWN = new Consumption(Optional.empty(), Map.of());

    public Consumption {
        usage = Map.copyOf(usage);
    }

    /** Of all models together. */
    public Usage tokens() {
        return usage.values().stream().reduce(Usage.NONE, Usage::plus);
    }
}
