package dev.coppice.agent.opencode;

import dev.coppice.agent.program.EventLine;
import dev.coppice.money.Usage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** Reads the lines of the opencode CLI. Whatever is unknown, of another type or no JSON at all is left out: versions differ. */
final class OpencodeEvents {

    /** More than a step can cost, and less than the database cannot hold. */
    private static final double MOST_DOLLARS = 10_000;

    private OpencodeEvents() {}

    static Optional<OpencodeEvent> read(String line) {
        var event = EventLine.of(line);
        return switch (event.text("type")) {
            case "step_finish" -> Optional.of(stepped(event.in("part")));
            case "error" -> Optional.of(broke(event.in("error")));
            default -> Optional.empty();
        };
    }

    /** The session that a line is of; empty if it does not say. */
    static Optional<String> session(String line) {
        return Optional.of(EventLine.of(line).text("sessionID")).filter(id -> !id.isEmpty());
    }

    private static OpencodeEvent stepped(EventLine part) {
        var tokens = part.in("tokens");
        return new OpencodeEvent.Stepped(
                part.text("reason"),
                cost(part.decimal("cost", 0)),
                new Usage(
                        tokens.count("input"),
                        tokens.count("output") + tokens.count("reasoning"),
                        tokens.in("cache").count("read"),
                        tokens.in("cache").count("write")));
    }

    /** Nothing is what the CLI counts where it knows no price. By way of a double, which no digits of a hostile number blow up. */
    private static Optional<BigDecimal> cost(double dollars) {
        return dollars > 0 && dollars < MOST_DOLLARS
                ? Optional.of(BigDecimal.valueOf(dollars).setScale(6, RoundingMode.HALF_UP))
                : Optional.empty();
    }

    private static OpencodeEvent broke(EventLine error) {
        var data = error.in("data");
        return new OpencodeEvent.Broke(error.text("name"), data.text("message"), data.number("statusCode"));
    }
}
