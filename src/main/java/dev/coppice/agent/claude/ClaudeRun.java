package dev.coppice.agent.claude;

import dev.coppice.agent.AgentResult;
import dev.coppice.agent.Conversation;
import dev.coppice.agent.program.CliRun;
import dev.coppice.agent.program.Entry;
import dev.coppice.agent.program.EventLine;
import dev.coppice.money.Usage;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One run of the Claude CLI: what it has told so far, in words for people as well. */
final class ClaudeRun implements CliRun {

    private final boolean acceptsDenials;
    private final BigDecimal costBefore;
    private final ClaudeTranscript transcript = new ClaudeTranscript();
    private final Map<String, Usage> usageBefore;
    private final ClaudeTokens tokens = new ClaudeTokens();
    private ClaudeSummary told = ClaudeSummary.NOTHING;

    /** The CLI counts on from what the conversation {@code before} has cost. */
    ClaudeRun(boolean acceptsDenials, Optional<Conversation> before) {
        this.acceptsDenials = acceptsDenials;
        this.costBefore = before.map(Conversation::cost).orElse(BigDecimal.ZERO);
        this.usageBefore = before.map(Conversation::usage).orElse(Map.of());
    }

    @Override
    public Optional<String> hear(String line) {
        return ClaudeEvents.read(line).flatMap(event -> {
            told = told.and(event);
            if (event instanceof ClaudeEvent.Said said) {
                said.tokens().ifPresent(tokens::take);
            }
            return words(event);
        });
    }

    @Override
    public List<Entry> entries(EventLine event) {
        return transcript.of(event);
    }

    @Override
    public boolean hasAnswered() {
        return told.hasAnswered();
    }

    @Override
    public boolean isOver() {
        return told.result().isPresent();
    }

    @Override
    public AgentResult judge(int code, String lastLines) {
        return new ClaudeJudgement(told, lastLines, acceptsDenials).of(code);
    }

    @Override
    public Optional<BigDecimal> cost() {
        return total().map(sum -> sum.compareTo(costBefore) < 0 ? sum : sum.subtract(costBefore));
    }

    @Override
    public Optional<Conversation> conversation(Optional<Path> home) {
        return told.began()
                .flatMap(began -> Conversation.named(
                        began.session(),
                        home,
                        total().orElse(costBefore),
                        totalUsage().orElse(usageBefore)));
    }

    @Override
    public Optional<Instant> resetsAt() {
        return told.resetsAt();
    }

    /** The messages tell less than the end does, which knows of all that the CLI asked for besides. */
    @Override
    public Map<String, Usage> usage() {
        return totalUsage().map(total -> Usage.since(usageBefore, total)).orElseGet(tokens::sum);
    }

    private Optional<Map<String, Usage>> totalUsage() {
        return told.result().map(ClaudeEvent.Result::usage).filter(usage -> !usage.isEmpty());
    }

    private Optional<BigDecimal> total() {
        return told.result().flatMap(ClaudeEvent.Result::cost);
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
}
