package dev.coppice.agent.acp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coppice.agent.AgentResult;
import dev.coppice.agent.Conversation;
import dev.coppice.agent.program.EventLine;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a session is opened and given its prompt: each answer of the agent leads to the next request, of which one is open at a time. */
final class AcpTalk {

    private static final int VERSION = 1;
    private static final Pattern SESSION = Pattern.compile("[!-~]{1,200}");

    /** What the open request is for. */
    private enum Step {
        GREETING,
        LOGGING_IN,
        RESUMING,
        OPENING,
        CHOOSING_MODEL,
        WORKING,
        OVER
    }

    private final AcpErrand errand;
    private final AcpVoice voice;
    private final AcpFailure failure;
    private Step step = Step.GREETING;
    private long asked;
    private boolean hasLoggedIn;
    private EventLine greeting = EventLine.of("{}");
    private volatile String session = "";
    private String stopReason = "";
    private @Nullable AgentResult end;

    /** Says the first words. */
    AcpTalk(AcpErrand errand, AcpVoice voice) {
        this.errand = errand;
        this.voice = voice;
        this.failure = new AcpFailure(errand.ends());
        var hello = AcpVoice.object().put("protocolVersion", VERSION);
        var able = hello.putObject("clientCapabilities").put("terminal", false);
        able.putObject("fs").put("readTextFile", false).put("writeTextFile", false);
        hello.putObject("clientInfo")
                .put("name", "coppice")
                .put("title", "Coppice")
                .put("version", "1");
        ask(Step.GREETING, "initialize", hello);
    }

    /** Whether this is the answer that is waited for. */
    boolean isAwaited(long id) {
        return id == asked && step != Step.OVER;
    }

    /** Takes the answer that was waited for; gives what people should read of it. */
    Optional<String> answered(EventLine result) {
        return switch (step) {
            case GREETING -> greeted(result);
            case LOGGING_IN -> open();
            case RESUMING -> opened(session, "session resumed ", result);
            case OPENING -> opened(result.text("sessionId"), "session ", result);
            case CHOOSING_MODEL -> work();
            case WORKING -> {
                stopReason = result.text("stopReason");
                yield over();
            }
            case OVER -> Optional.empty();
        };
    }

    private Optional<String> greeted(EventLine result) {
        greeting = result;
        int version = result.number("protocolVersion");
        if (version != VERSION) {
            return fail(errand.ends()
                    .configuration("it speaks version " + version + " of the Agent Client Protocol, not " + VERSION));
        }
        var who = result.in("agentInfo");
        open();
        return Optional.of("ACP agent " + who.text("name") + " " + who.text("version"));
    }

    /** Goes on with the session there was, if it says that it can, else begins one. */
    private Optional<String> open() {
        var before = errand.before().map(Conversation::id).filter(_ -> canGoOn());
        if (before.isPresent()) {
            session = before.get();
            ask(Step.RESUMING, canResume() ? "session/resume" : "session/load", place().put("sessionId", session));
        } else {
            begin();
        }
        return Optional.empty();
    }

    private void begin() {
        session = "";
        ask(Step.OPENING, "session/new", place());
    }

    private ObjectNode place() {
        var place = AcpVoice.object().put("cwd", errand.directory().toString());
        place.putArray("mcpServers");
        return place;
    }

    private Optional<String> opened(String id, String words, EventLine result) {
        if (!SESSION.matcher(id).matches()) {
            return fail(errand.ends().broken("it began no session", 0));
        }
        session = id;
        return errand.config()
                .model()
                .map(model -> choose(model, result))
                .orElseGet(this::work)
                .or(() -> Optional.of(words + id));
    }

    private Optional<String> choose(String model, EventLine result) {
        var choice = ModelChoice.of(model, result);
        if (choice.isEmpty()) {
            return fail(errand.ends()
                    .configuration("it offers no choice of a model, and " + errand.setting("model") + " is " + model));
        }
        var parameters = choice.get().parameters().put("sessionId", session);
        ask(Step.CHOOSING_MODEL, choice.get().method(), parameters);
        return Optional.empty();
    }

    private Optional<String> work() {
        var parameters = AcpVoice.object().put("sessionId", session);
        parameters.putArray("prompt").addObject().put("type", "text").put("text", errand.prompt());
        ask(Step.WORKING, "session/prompt", parameters);
        return Optional.empty();
    }

    /** Takes an error in place of the answer. */
    Optional<String> refused(EventLine error) {
        if (AcpFailure.wantsLogin(error)) {
            return logIn(error);
        }
        return switch (step) {
            case RESUMING -> {
                begin();
                yield Optional.of("it cannot go on with its session and begins another: " + AcpFailure.words(error));
            }
            case CHOOSING_MODEL ->
                fail(errand.ends()
                        .configuration("it does not take the model "
                                + errand.config().model().orElse("") + " (" + errand.setting("model") + "): "
                                + AcpFailure.words(error)));
            case GREETING, LOGGING_IN, OPENING, WORKING -> fail(failure.of(error));
            case OVER -> Optional.empty();
        };
    }

    private Optional<String> logIn(EventLine error) {
        var method = errand.config().authMethod();
        if (method.isEmpty() || hasLoggedIn) {
            return fail(errand.ends().unavailable("not_logged_in", AcpFailure.words(error) + waysToLogIn()));
        }
        hasLoggedIn = true;
        ask(Step.LOGGING_IN, "authenticate", AcpVoice.object().put("methodId", method.get()));
        return Optional.of("it wants a login, and is told " + method.get());
    }

    private String waysToLogIn() {
        var ways = greeting.node()
                .path("authMethods")
                .valueStream()
                .map(way -> new EventLine(way).text("id"))
                .collect(Collectors.joining(", "));
        return ways.isEmpty() ? "" : "; its ways to log in (" + errand.setting("auth-method") + "): " + ways;
    }

    private void ask(Step next, String method, ObjectNode parameters) {
        step = next;
        asked++;
        voice.ask(asked, method, parameters);
    }

    private Optional<String> fail(AgentResult result) {
        end = result;
        return over();
    }

    private Optional<String> over() {
        step = Step.OVER;
        voice.fallSilent();
        return Optional.empty();
    }

    boolean hasBegun() {
        return step != Step.GREETING;
    }

    boolean isWorking() {
        return step == Step.WORKING;
    }

    boolean isOver() {
        return step == Step.OVER;
    }

    /** Why it came to no end of the agent's own; empty if it did, or is not over. */
    Optional<AgentResult> failure() {
        return Optional.ofNullable(end);
    }

    /** The agent's word for why it ended its turn; "" before that. */
    String stopReason() {
        return stopReason;
    }

    /** "" as long as there is none. */
    String session() {
        return session;
    }

    /** Whether another process could go on with the session. */
    boolean canGoOn() {
        return canResume()
                || greeting.in("agentCapabilities").node().path("loadSession").asBoolean();
    }

    private boolean canResume() {
        return greeting.in("agentCapabilities")
                .in("sessionCapabilities")
                .node()
                .path("resume")
                .isObject();
    }
}
