package dev.coppice.agent.claude;

import dev.coppice.money.Usage;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the Claude CLI tells about its run, one JSON object a line; only what Coppice reads. A text that is missing is "". */
sealed interface ClaudeEvent {

    /** It has begun; not always the first event. */
    record Began(String session, String model, String version) implements ClaudeEvent {}

    /** A request failed and is sent again; a status of 0 is a failure without an answer. */
    record Retrying(int attempt, int most, int status, String error) implements ClaudeEvent {}

    /** It goes on with another model. */
    record Fallback(String from, String to) implements ClaudeEvent {}

    /** It wanted to use a tool that it may not use. */
    record Denied(String tool) implements ClaudeEvent {}

    /** The account's limit, as of now. */
    record RateLimit(boolean isRejected, long resetsAtSecond) implements ClaudeEvent {}

    /**
     * A message of the model, or one that the CLI made up in its place because it got none.
     *
     * @param error the CLI's word for what failed, "" if nothing did
     * @param tokens what the message took; empty if that is not told
     */
    record Said(boolean isFailure, String error, String text, Optional<Tokens> tokens) implements ClaudeEvent {

        /** Without a word on what it took. */
        Said(boolean isFailure, String error, String text) {
            this(isFailure, error, text, Optional.empty());
        }

        Said with(Optional<Tokens> told) {
            return new Said(isFailure, error, text, told);
        }
    }

    /** What one message took; the CLI tells a message in parts, each with the same {@code message} and usage. */
    record Tokens(String message, String model, Usage usage) {}

    /**
     * Its own word on how it ended; there may be several, of which the last counts.
     *
     * @param status the status that the provider answered with, 0 if the run did not end by one
     * @param apiError the CLI's word for a failure without a status
     * @param text its last words, or its errors
     * @param denied the tools it was not allowed to use, once for each time
     * @param usage by the models' names
     */
    record Result(
            String subtype,
            boolean isError,
            int turns,
            Optional<BigDecimal> cost,
            int status,
            String apiError,
            String terminalReason,
            String text,
            List<String> denied,
            Map<String, Usage> usage)
            implements ClaudeEvent {

        public Result {
            denied = List.copyOf(denied);
            usage = Map.copyOf(usage);
        }
    }
}
