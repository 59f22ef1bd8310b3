package dev.coppice.agent.program;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** Amounts that agents tell, who are not trusted with numbers. */
public final class Dollars {

    /** More than a run can cost and less than the database cannot hold. */
    private static final double MOST = 100_000;

    private static final int DIGITS = 6;

    private Dollars() {}

    /** By way of a double, which no digits of a hostile number can blow up; empty if it is no amount. */
    public static Optional<BigDecimal> of(JsonNode node) {
        double dollars = node.asDouble(-1);
        return dollars >= 0 && dollars < MOST
                ? Optional.of(BigDecimal.valueOf(dollars).setScale(DIGITS, RoundingMode.HALF_UP))
                : Optional.empty();
    }
}
