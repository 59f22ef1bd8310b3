package dev.coppice.money;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What has been spent, as it is counted.
 *
 * @param cost in US dollars, as far as it is known; empty if nothing is known of it
 * @param isEstimate whether some of the cost was worked out from tokens and the configured prices
 */
public record Spent(Optional<BigDecimal> cost, boolean isEstimate, Usage tokens) {

    /** Agents and prices are not trusted to stay below what the database can hold. */
    private static final BigDecimal MOST = BigDecimal.valueOf(999_999);

    public static final Spent NOTHING = new Spent(Optional.empty(), false, Usage.NONE);

    public Spent {
        cost = cost.map(amount -> amount.min(MOST));
    }

    public Spent plus(Spent other) {
        return new Spent(
                cost.map(mine -> mine.add(other.dollars())).or(other::cost),
                isEstimate || other.isEstimate,
                tokens.plus(other.tokens));
    }

    /** In US dollars; what is unknown counts as nothing. */
    public BigDecimal dollars() {
        return cost.orElse(BigDecimal.ZERO);
    }
}
