package dev.coppice.agent.acp;

import dev.coppice.agent.AgentResult;
import dev.coppice.agent.program.Brief;
import dev.coppice.agent.program.CliEnd;
import dev.coppice.agent.program.EventLine;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an error of an agent means: its code says, then the fields that some agents put beside it; only then its words, in which a model
 * has no say.
 */
record AcpFailure(CliEnd end) {

    private static final int LOGIN_WANTED = -32000;
    private static final int NO_SUCH_METHOD = -32601;
    private static final int BAD_PARAMETERS = -32602;

    private static final Pattern NO_LOGIN = Pattern.compile(
            "\\b401\\b|unauthori[sz]ed|authentication|api.?key|(log|sign) ?in again|not logged in",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern BLOCKED =
            Pattern.compile("\\b40[23]\\b|billing|credit balance", Pattern.CASE_INSENSITIVE);
    private static final Pattern LIMIT = Pattern.compile(
            "\\b429\\b|rate.?limit|too many requests|usage.?limit|hit your (\\w+ )*limit|quota",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern OUTAGE = Pattern.compile(
            "\\b5(00|02|03|04|29)\\b|overloaded|fetch failed|ECONN|connection (error|refused|reset)|unable to connect",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern REFUSED =
            Pattern.compile("\\b4(00|04|13|22)\\b|model.? not found", Pattern.CASE_INSENSITIVE);

    static boolean wantsLogin(EventLine error) {
        return error.node().path("code").asInt() == LOGIN_WANTED;
    }

    AgentResult of(EventLine error) {
        int code = error.node().path("code").asInt();
        int status = status(error, code);
        if (status > 0) {
            return end.refused(status, words(error));
        }
        return switch (code) {
            case LOGIN_WANTED -> end.unavailable("not_logged_in", words(error));
            case NO_SUCH_METHOD, BAD_PARAMETERS ->
                end.configuration("it does not understand what it was told: " + Brief.of(words(error)));
            default -> byKind(error);
        };
    }

    /** Some agents let the provider's status be the code, some tell it beside that; 0 if this one does neither. */
    private static int status(EventLine error, int code) {
        var data = error.in("data");
        return Stream.of(code, data.number("status"), data.number("statusCode"), data.number("httpStatus"))
                .filter(number -> number >= 400 && number < 600)
                .findFirst()
                .orElse(0);
    }

    /** The words are those of claude-agent-acp and opencode. */
    private AgentResult byKind(EventLine error) {
        var data = error.in("data");
        return switch (data.text("errorKind") + data.text("errorName")) {
            case "authentication_failed", "ProviderAuthError" -> end.unavailable("not_logged_in", words(error));
            case "billing_error" -> end.unavailable("account_blocked", words(error));
            case "rate_limit" -> end.unavailable("rate_limited", words(error));
            case "server_error", "overloaded" -> end.unavailable("provider_failed", words(error));
            case "invalid_request", "model_not_found" -> end.refusedRequest(words(error));
            case "ContextOverflowError" -> end.promptTooLong(words(error));
            default -> byWords(words(error));
        };
    }

    private AgentResult byWords(String words) {
        if (NO_LOGIN.matcher(words).find()) {
            return end.unavailable("not_logged_in", words);
        }
        if (LIMIT.matcher(words).find()) {
            return end.unavailable("rate_limited", words);
        }
        if (BLOCKED.matcher(words).find()) {
            return end.unavailable("account_blocked", words);
        }
        if (OUTAGE.matcher(words).find()) {
            return end.unavailable("provider_failed", words);
        }
        return REFUSED.matcher(words).find() ? end.refusedRequest(words) : end.broken(words, 0);
    }

    /** Its message, and what some agents say better beside it. */
    static String words(EventLine error) {
        var data = error.in("data");
        return Stream.of(error.text("message"), data.text("details"), data.text("message"))
                .filter(text -> !text.isBlank())
                .map(Brief::of)
                .distinct()
                .reduce((message, details) -> message + ": " + details)
                .orElse("an error without words");
    }
}
