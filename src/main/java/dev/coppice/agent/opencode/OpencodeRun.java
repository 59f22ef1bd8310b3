package dev.coppice.agent.opencode;

import dev.coppice.agent.AgentResult;
import dev.coppice.agent.Conversation;
import dev.coppice.agent.program.Brief;
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

/** One run of the opencode CLI. It has no last word: a success is an exit code of 0 after a step of the model and no error. */
final class OpencodeRun implements CliRun {

    private static final CliEnd END = new CliEnd("opencode CLI");

    /**
     * What its log says of a request that it is about to send again. It does so for ever, and says so nowhere else; of the provider's
     * answer there is only the message.
     */
    private static final Pattern RETRY = Pattern.compile("message=\"stream error\".* error\\.error=\"([^\"]*)");

    private static final Pattern SIDE_CALL = Pattern.compile(" small=true ");
    private static final Pattern LIMIT =
            Pattern.compile("\\b429\\b|rate.?limit|too many requests|usage.?limit|quota", Pattern.CASE_INSENSITIVE);
    private static final Pattern UNKNOWN_MODEL = Pattern.compile(" error=\"ProviderModelNotFoundError: ([^\"]*)");
    private static final int PATIENCE = 3;

    private final String model;
    private String session = "";
    private int steps;
    private int retries;
    private int breaks;
    private String failure = "";
    private String unknownModel = "";
    private BigDecimal cost = BigDecimal.ZERO;
    private Usage usage = Usage.NONE;
    private OpencodeEvent.@Nullable Broke error;

    /** The CLI does not say which model it works with: {@code model} is what it was told, or a word for its own choice. */
    OpencodeRun(String model) {
        this.model = model;
    }

    @Override
    public Optional<String> hear(String line) {
        OpencodeEvents.session(line).ifPresent(told -> session = told);
        return OpencodeEvents.read(line).flatMap(this::take);
    }

    @Override
    public List<Entry> entries(EventLine event) {
        return OpencodeTranscript.of(event);
    }

    private Optional<String> take(OpencodeEvent event) {
        return switch (event) {
            case OpencodeEvent.Stepped step -> {
                count(step);
                cost = cost.add(step.cost().orElse(BigDecimal.ZERO));
                usage = usage.plus(step.usage());
                yield Optional.of(words(step));
            }
            case OpencodeEvent.Broke broke -> {
                error = broke;
                yield Optional.of("error " + broke.name() + ": " + broke.message());
            }
        };
    }

    /** An answer that breaks off is asked for again, for ever as well. */
    private void count(OpencodeEvent.Stepped step) {
        if (step.isBrokenOff()) {
            breaks++;
            failure = "the answers of the model break off";
        } else if (!hasGivenUp()) {
            retries = 0;
            breaks = 0;
            steps++;
        }
    }

    private static String words(OpencodeEvent.Stepped step) {
        var usage = step.usage();
        return "step ended (" + step.reason() + "), " + (usage.input() + usage.cacheRead()) + " tokens read, "
                + usage.output() + " written, cost "
                + step.cost().map(cost -> cost.toPlainString() + " USD").orElse("unknown");
    }

    @Override
    public void overhear(String line) {
        var retry = RETRY.matcher(line);
        if (retry.find() && !SIDE_CALL.matcher(line).find()) {
            retries++;
            failure = retry.group(1);
        }
        var unknown = UNKNOWN_MODEL.matcher(line);
        if (unknown.find()) {
            unknownModel = unknown.group(1);
        }
    }

    @Override
    public boolean hasAnswered() {
        return steps > 0;
    }

    /** It has no last word. */
    @Override
    public boolean isOver() {
        return false;
    }

    @Override
    public boolean hasGivenUp() {
        return retries >= PATIENCE || breaks >= PATIENCE;
    }

    @Override
    public AgentResult judge(int code, String lastLines) {
        if (!unknownModel.isEmpty() && code != 0) {
            return END.configuration(Brief.of(unknownModel));
        }
        if (error != null) {
            return failed(error, code);
        }
        // A single retry says nothing: its line comes by another way than the steps, and may be late.
        if (hasGivenUp() || (breaks > 0 && code == 0)) {
            return END.unavailable(LIMIT.matcher(failure).find() ? "rate_limited" : "provider_failed", failure);
        }
        if (code != 0) {
            return END.silent(code, steps > 0, lastLines);
        }
        return steps > 0
                ? new AgentResult.Finished()
                : new AgentResult.Failed("it ended without an answer of a model", code);
    }

    private static AgentResult failed(OpencodeEvent.Broke error, int code) {
        var text = error.name() + ": " + error.message();
        return switch (error.name()) {
            case "ProviderAuthError" -> END.unavailable("not_logged_in", text);
            case "ContextOverflowError" -> END.promptTooLong(text);
            case "APIError" -> END.refused(error.status(), text);
            default -> END.broken(text, code);
        };
    }

    @Override
    public Optional<BigDecimal> cost() {
        return Optional.of(cost).filter(sum -> sum.signum() > 0);
    }

    @Override
    public Map<String, Usage> usage() {
        return usage.isNone() ? Map.of() : Map.of(model, usage);
    }

    /** What a run costs and uses it tells step by step, not on from what was before. */
    @Override
    public Optional<Conversation> conversation(Optional<Path> home) {
        return Conversation.named(session, home, BigDecimal.ZERO, Map.of());
    }
}
