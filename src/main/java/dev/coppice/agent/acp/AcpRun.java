package dev.coppice.agent.acp;

import dev.coppice.agent.AgentResult;
import dev.coppice.agent.Conversation;
import dev.coppice.agent.program.Brief;
import dev.coppice.agent.program.CliRun;
import dev.coppice.agent.program.Entry;
import dev.coppice.agent.program.EventLine;
import dev.coppice.money.Usage;
import dev.coppice.process.Command;
import dev.coppice.process.OpenInput;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One run of an agent: what it has told so far, and what it is told. Its answer to the prompt is its last word; the process is ended from
 * here after that, so how that exits means nothing.
 */
final class AcpRun implements CliRun {

    private static final int SIGNALLED = 128;
    private static final int MOST_DENIALS = 20;

    private final AcpErrand errand;
    private final OpenInput input = new OpenInput();
    private final AcpVoice voice = new AcpVoice(input);
    private final AcpProgress progress = new AcpProgress();
    private final AcpTranscript transcript = new AcpTranscript();
    private final AcpTalk talk;
    private final List<String> denied = new ArrayList<>();
    private Map<String, Usage> usage = Map.of();
    private volatile boolean isCancelled;

    AcpRun(AcpErrand errand) {
        this.errand = errand;
        this.talk = new AcpTalk(errand, voice);
    }

    @Override
    public Command connect(Command command) {
        return command.with(input);
    }

    @Override
    public boolean cancel() {
        var session = talk.session();
        if (isCancelled || session.isEmpty()) {
            return false;
        }
        isCancelled = true;
        voice.tell("session/cancel", AcpVoice.object().put("sessionId", session));
        return true;
    }

    @Override
    public Optional<String> hear(String line) {
        return AcpMessage.read(line).flatMap(this::take);
    }

    /** What comes before the prompt is a session of before that is told again. */
    @Override
    public List<Entry> entries(EventLine message) {
        return talk.isWorking() ? transcript.of(message) : List.of();
    }

    private Optional<String> take(AcpMessage message) {
        return switch (message) {
            case AcpMessage.Request(var id, var method, var params)
            when method.equals("session/request_permission") -> permit(new AcpMessage.Request(id, method, params));
            case AcpMessage.Request(var id, var method, var _) -> {
                voice.decline(id, method);
                yield Optional.of("it asks for " + method + ", which is not offered");
            }
            case AcpMessage.Notice(var method, var params) when method.equals("session/update") -> update(params);
            case AcpMessage.Notice _ -> Optional.empty();
            case AcpMessage.Answer(long id, var result) when talk.isAwaited(id) -> answered(result);
            case AcpMessage.Refusal(long id, var error) when talk.isAwaited(id) -> refused(error);
            case AcpMessage.Answer _, AcpMessage.Refusal _ -> Optional.empty();
        };
    }

    private Optional<String> update(EventLine params) {
        return talk.isWorking() ? progress.take(params.in("update")) : Optional.empty();
    }

    private Optional<String> answered(EventLine result) {
        boolean worked = talk.isWorking();
        if (worked) {
            usage = AcpUsage.of(result, errand.config().model().orElse(errand.profile()));
        }
        var words = talk.answered(result);
        return worked ? Optional.of(lastWords(result)) : words;
    }

    private String lastWords(EventLine result) {
        return "stop reason " + Brief.of(talk.stopReason()) + tokens(result.in("usage")) + ", cost "
                + cost().map(cost -> cost.toPlainString() + " USD").orElse("unknown");
    }

    private static String tokens(EventLine usage) {
        return usage.node().isObject()
                ? ", " + usage.count("inputTokens") + " tokens read, " + usage.count("outputTokens") + " written"
                : "";
    }

    private Optional<String> refused(EventLine error) {
        var words = "error " + error.node().path("code").asInt() + ": " + AcpFailure.words(error);
        return talk.refused(error).or(() -> Optional.of(words));
    }

    private Optional<String> permit(AcpMessage.Request request) {
        var title = Brief.of(request.params().in("toolCall").text("title"));
        var outcome = AcpVoice.object();
        var choice = isCancelled
                ? Optional.<Permissions.Choice>empty()
                : errand.config().permissions().among(request.params().node().path("options"));
        choice.ifPresentOrElse(
                chosen ->
                        outcome.putObject("outcome").put("outcome", "selected").put("optionId", chosen.option()),
                () -> outcome.putObject("outcome").put("outcome", "cancelled"));
        voice.answer(request.id(), outcome);
        boolean isAllowed = choice.map(Permissions.Choice::isAllowed).orElse(false);
        if (!isAllowed && denied.size() < MOST_DENIALS) {
            denied.add(title);
        }
        return Optional.of((isAllowed ? "allowed: " : "denied: ") + title);
    }

    @Override
    public boolean hasAnswered() {
        return progress.hasWorked()
                || (isOver() && progress.hasSaid() && talk.failure().isEmpty());
    }

    @Override
    public boolean isOver() {
        return talk.isOver();
    }

    @Override
    public AgentResult judge(int code, String lastLines) {
        if (isCancelled) {
            return new AgentResult.Stopped();
        }
        return talk.failure().orElseGet(() -> talk.isOver() ? stopped() : endedEarly(code, lastLines));
    }

    private AgentResult stopped() {
        return switch (talk.stopReason()) {
            case "end_turn" -> succeeded();
            case "max_tokens", "max_turn_requests" ->
                new AgentResult.Blocked("turn_limit", "the agent's own limit was reached: " + talk.stopReason());
            case "refusal" -> new AgentResult.Failed(errand.ends().title() + " refused to go on with the task", 0);
            case "cancelled" -> new AgentResult.Stopped();
            default -> new AgentResult.Failed("it ended for an unknown reason: " + Brief.of(talk.stopReason()), 0);
        };
    }

    private AgentResult succeeded() {
        if (!denied.isEmpty() && !errand.config().acceptDenials()) {
            return new AgentResult.Blocked(
                    "permission_denied",
                    "it was not allowed to " + String.join(", ", denied) + "; " + errand.setting("permissions")
                            + "=allow lets it, " + errand.setting("accept-denials") + "=true lets such work count");
        }
        return progress.hasSaid()
                ? new AgentResult.Finished()
                : new AgentResult.Failed("it ended without an answer of a model", 0);
    }

    private AgentResult endedEarly(int code, String lastLines) {
        if (talk.hasBegun() || code > SIGNALLED) {
            return errand.ends().silent(code, true, lastLines);
        }
        return errand.ends()
                .configuration(
                        "it did not answer as an agent of the Agent Client Protocol does (" + errand.setting("command")
                                + "): exit code " + code + (lastLines.isBlank() ? "" : ": " + lastLines));
    }

    @Override
    public Optional<BigDecimal> cost() {
        var before = errand.before().map(Conversation::cost).orElse(BigDecimal.ZERO);
        return progress.cost().map(sum -> sum.compareTo(before) < 0 ? sum : sum.subtract(before));
    }

    @Override
    public Map<String, Usage> usage() {
        return usage;
    }

    @Override
    public Optional<Conversation> conversation(Optional<Path> home) {
        var before = errand.before().map(Conversation::cost).orElse(BigDecimal.ZERO);
        return Optional.of(talk.session())
                .filter(session -> !session.isEmpty() && talk.canGoOn())
                .map(session -> new Conversation(session, home, progress.cost().orElse(before), Map.of()));
    }
}
