package dev.coppice.agent.opencode;

import dev.coppice.money.Usage;
import java.math.BigDecimal;
import java.util.Optional;

/** What the opencode CLI tells about its run, one JSON object a line; only what Coppice reads. A text that is missing is "". */
sealed interface OpencodeEvent {

    /**
     * The model has answered once.
     *
     * @param reason why it ended its answer, in the CLI's words
     * @param cost in US dollars; empty if the CLI does not know the model's price
     */
    record Stepped(String reason, Optional<BigDecimal> cost, Usage usage) implements OpencodeEvent {

        /** Whether the provider dropped the connection in the middle. */
        boolean isBrokenOff() {
            return reason.equals("unknown") && usage.output() == 0;
        }
    }

    /**
     * It could not go on.
     *
     * @param name the CLI's word for what went wrong
     * @param status the status that the provider answered with, 0 if there was none
     */
    record Broke(String name, String message, int status) implements OpencodeEvent {}
}
