package dev.coppice.agent;

import dev.coppice.process.Output;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** Reads what the Claude CLI prints: every line goes to the log as it is, and what matters to people in words besides. */
final class ClaudeStream {

    /** A line holds a whole message, with a file's content or a picture in it. */
    private static final int LONGEST_LINE = 8 << 20;

    private final Output log;
    private final Linger linger;
    private final Runnable answered;
    private final Lines events = new Lines(LONGEST_LINE, this::event);
    private final Lines errors = new Lines(LONGEST_LINE, this::write);
    private ClaudeSummary summary = ClaudeSummary.NOTHING;

    /** {@code answered} is told once, with the first answer of a model. */
    ClaudeStream(Output log, Linger linger, Runnable answered) {
        this.log = log;
        this.linger = linger;
        this.answered = answered;
    }

    /** For standard output, which carries the events. */
    Output events() {
        return events;
    }

    /** For standard error; it shares the log, line by line. */
    Output errors() {
        return errors;
    }

    /** To be called when the process has ended. */
    ClaudeSummary finish() {
        events.finish();
        errors.finish();
        return summary();
    }

    private synchronized ClaudeSummary summary() {
        return summary;
    }

    private synchronized void event(String line) {
        write(line);
        if (!linger.isOver()) {
            ClaudeEvents.read(line).ifPresent(this::take);
            summary.result().ifPresent(_ -> linger.begin());
        }
    }

    private void take(ClaudeEvent event) {
        boolean isFirstAnswer = !summary.hasAnswered() && event instanceof ClaudeEvent.Said said && !said.isFailure();
        summary = summary.and(event);
        if (isFirstAnswer) {
            answered.run();
        }
        words(event).ifPresent(words -> write("coppice: " + words));
    }

    private static Optional<String> words(ClaudeEvent event) {
        return switch (event) {
            case ClaudeEvent.Began(var session, var model, var version) ->
                Optional.of("Claude CLI " + version + ", model " + model + ", session " + session);
            case ClaudeEvent.Retrying(int attempt, int most, int status, var error) ->
                Optional.of("the provider failed (" + (status > 0 ? status + " " : "") + error + "), retry " + attempt
                        + " of " + most);
            case ClaudeEvent.Fallback(var from, var to) ->
                Optional.of("the model is " + to + " now, instead of " + from);
            case ClaudeEvent.Denied(var tool) -> Optional.of(tool + " was denied");
            case ClaudeEvent.RateLimit limit when limit.isRejected() -> Optional.of("the account's limit is reached");
            case ClaudeEvent.RateLimit _, ClaudeEvent.Said _ -> Optional.empty();
            case ClaudeEvent.Result result -> Optional.of(words(result));
        };
    }

    private static String words(ClaudeEvent.Result result) {
        return String.format(
                        Locale.ROOT,
                        "result %s%s after %d turns, cost %s",
                        result.subtype(),
                        result.isError() ? " with an error" : "",
                        result.turns(),
                        result.cost().map(cost -> cost.toPlainString() + " USD").orElse("unknown"))
                + (result.denied().isEmpty() ? "" : ", denied: " + String.join(", ", result.denied()));
    }

    /** A log that cannot be written, on a full disk, must not keep the result from being read. */
    private void write(String line) {
        try {
            log.line(line);
        } catch (IOException e) {
            // The attempt's end is told all the same.
        }
    }
}
