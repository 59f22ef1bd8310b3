package dev.coppice.agent.codex;

import dev.coppice.agent.AgentResult;
import dev.coppice.agent.Conversation;
import dev.coppice.agent.program.CliEnd;
import dev.coppice.agent.program.CliRun;
import dev.coppice.agent.program.Entry;
import dev.coppice.agent.program.EventLine;
import dev.coppice.money.Usage;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One run of the codex CLI. It is a success only if the last word and the exit code say so. Why it failed the CLI tells in prose alone;
 * its own sentences are looked for in that last word, and nowhere else, so that no model can pass for the provider.
 */
final class CodexRun implements CliRun {

    private static final CliEnd END = new CliEnd("codex CLI");

    private static final Pattern STATUS = Pattern.compile("(?:unexpected status|last status:) (\\d{3})\\b");

    private static final Pattern NO_LOGIN = Pattern.compile(
            "Missing environment variable|log ?in again|sign in again|Not logged in|access token could not be");
    private static final Pattern NO_MONEY = Pattern.compile("^Quota exceeded|^To use Codex with your ChatGPT plan");
    private static final Pattern LIMIT = Pattern.compile("hit your usage limit|^Rate limit|rate limit reached");
    private static final Pattern TOO_LONG = Pattern.compile("model's context window");
    private static final Pattern OUTAGE = Pattern.compile(
            "^stream disconnected|^Selected model is at capacity|high demand"
                    + "|^Connection failed|^Error while reading the server response|^request timed out|error sending request");

    /** It does so for ever, about once in half a minute. */
    private static final Pattern WAITING = Pattern.compile("waiting for network");

    private static final int PATIENCE = 2;

    private final CodexTranscript transcript = new CodexTranscript();
    private final String model;
    private final Map<String, Usage> usageBefore;
    private boolean hasBegun;
    private String thread = "";
    private boolean hasWorked;
    private int waited;
    private CodexEvent.@Nullable LastWord lastWord;

    /** The CLI does not say which model it works with: {@code model} is what it was told, or a word for its own choice. */
    CodexRun(String model, Optional<Conversation> before) {
        this.model = model;
        this.usageBefore = before.map(Conversation::usage).orElse(Map.of());
    }

    @Override
    public Optional<String> hear(String line) {
        return CodexEvents.read(line).flatMap(this::take);
    }

    @Override
    public List<Entry> entries(EventLine event) {
        return transcript.of(event);
    }

    private Optional<String> take(CodexEvent event) {
        return switch (event) {
            case CodexEvent.Began(var begun) -> {
                hasBegun = true;
                thread = begun;
                yield Optional.of("codex CLI, thread " + thread);
            }
            case CodexEvent.Worked _ -> {
                goesOn();
                yield Optional.empty();
            }
            case CodexEvent.Complained(var message) -> {
                if (WAITING.matcher(message).find()) {
                    waited++;
                }
                yield Optional.of("it says: " + message);
            }
            case CodexEvent.LastWord word -> {
                lastWord = word;
                yield Optional.of(words(word));
            }
        };
    }

    /** The provider was reached meanwhile; whoever is being ended already stays so. */
    private void goesOn() {
        hasWorked = true;
        if (!hasGivenUp()) {
            waited = 0;
        }
    }

    private static String words(CodexEvent.LastWord word) {
        return switch (word) {
            case CodexEvent.Completed(var usage) ->
                "turn completed, " + (usage.input() + usage.cacheRead() + usage.cacheWrite()) + " tokens read ("
                        + usage.cacheRead() + " from a cache), " + usage.output() + " written";
            case CodexEvent.Broke(var message) -> "turn failed: " + message;
        };
    }

    @Override
    public boolean hasAnswered() {
        return hasWorked || lastWord instanceof CodexEvent.Completed;
    }

    @Override
    public boolean isOver() {
        return lastWord != null;
    }

    @Override
    public boolean hasGivenUp() {
        return waited >= PATIENCE;
    }

    @Override
    public AgentResult judge(int code, String lastLines) {
        return switch (lastWord) {
            case CodexEvent.Completed _ when code == 0 -> new AgentResult.Finished();
            case CodexEvent.Completed _ -> END.contradictory("a completed turn", code, lastLines);
            case CodexEvent.Broke(var message) -> failed(message, code);
            case null ->
                hasGivenUp()
                        ? END.unavailable("provider_failed", "it cannot reach the provider, and waits for the network")
                        : END.silent(code, hasBegun, lastLines);
        };
    }

    /** Where the provider finds a fault with the request, the message is its whole answer. */
    private static AgentResult failed(String message, int code) {
        var status = STATUS.matcher(message);
        if (status.find()) {
            return END.refused(Integer.parseInt(status.group(1)), message);
        }
        if (EventLine.of(message).node().has("error")) {
            return END.refusedRequest(EventLine.of(message).in("error").text("message"));
        }
        if (NO_LOGIN.matcher(message).find()) {
            return END.unavailable("not_logged_in", message);
        }
        if (NO_MONEY.matcher(message).find()) {
            return END.unavailable("account_blocked", message);
        }
        if (LIMIT.matcher(message).find()) {
            return END.unavailable("rate_limited", message);
        }
        if (TOO_LONG.matcher(message).find()) {
            return END.promptTooLong(message);
        }
        return OUTAGE.matcher(message).find() ? END.unavailable("provider_failed", message) : END.broken(message, code);
    }

    /** The CLI counts tokens only. */
    @Override
    public Optional<BigDecimal> cost() {
        return Optional.empty();
    }

    @Override
    public Map<String, Usage> usage() {
        return Usage.since(usageBefore, total());
    }

    /** The CLI counts on from what its thread had used before. */
    private Map<String, Usage> total() {
        return lastWord instanceof CodexEvent.Completed(var usage) ? Map.of(model, usage) : Map.of();
    }

    @Override
    public Optional<Conversation> conversation(Optional<Path> home) {
        var total = total();
        return Conversation.named(thread, home, BigDecimal.ZERO, total.isEmpty() ? usageBefore : total);
    }
}
