package dev.coppice.agent.claude;

import dev.coppice.agent.AgentResult;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the end of a run of the Claude CLI means. Neither its exit code nor its own word is true alone: a refused login calls itself a
 * success, an interrupt exits with 0. Fields decide, never prose; no result means no success.
 *
 * @param told all that the run told
 * @param lastLines the last lines of its standard error, for people
 */
record ClaudeJudgement(ClaudeSummary told, String lastLines, boolean acceptsDenials) {

    private static final int OK = 0;
    private static final int SIGNALLED = 128;

    /** It has exited with this code. */
    AgentResult of(int code) {
        return told.result().map(result -> judge(result, code)).orElseGet(() -> withoutResult(code));
    }

    private AgentResult judge(ClaudeEvent.Result result, int code) {
        return switch (result.subtype()) {
            case "error_max_turns" ->
                new AgentResult.Blocked(
                        "turn_limit", "the limit of turns was reached (coppice.claude.max-turns): " + result.text());
            case "error_max_budget_usd" ->
                new AgentResult.Blocked(
                        "budget",
                        "the budget was used up (coppice.claude.max-budget-usd, or that of the attempt): "
                                + result.text());
            case "success" -> result.isError() ? failed(result, code) : succeeded(result, code);
            default -> result.terminalReason().startsWith("aborted") ? new AgentResult.Stopped() : failed(result, code);
        };
    }

    private AgentResult succeeded(ClaudeEvent.Result result, int code) {
        if (told.failure().isPresent()) {
            return failed(result, code);
        }
        if (!result.denied().isEmpty() && !acceptsDenials) {
            return denied(result);
        }
        if (result.turns() < 1) {
            return new AgentResult.Failed("it ended without having asked a model: " + result.text(), code);
        }
        return code == OK
                ? new AgentResult.Finished()
                : new AgentResult.Failed("exit code " + code + " after a success" + quoted(), code);
    }

    private static AgentResult denied(ClaudeEvent.Result result) {
        Map<String, Long> times = result.denied().stream()
                .collect(Collectors.groupingBy(tool -> tool, TreeMap::new, Collectors.counting()));
        var tools = times.entrySet().stream()
                .map(entry -> entry.getKey() + (entry.getValue() > 1 ? " (" + entry.getValue() + " times)" : ""))
                .collect(Collectors.joining(", "));
        return new AgentResult.Blocked(
                "permission_denied",
                "it was not allowed to use " + tools
                        + "; coppice.claude.allowed-tools names what it may use, coppice.claude.accept-denials=true lets such work count");
    }

    /** The provider's status, where there is one, says best what is wrong; then the CLI's own words for it. */
    private AgentResult failed(ClaudeEvent.Result result, int code) {
        return switch (result.status()) {
            case 0 -> withoutStatus(result, code);
            case 401 -> unavailable("not_logged_in", result);
            case 402, 403 -> unavailable("account_blocked", result);
            case 429 -> unavailable("rate_limited", result);
            case 408 -> unavailable("provider_failed", result);
            default ->
                result.status() >= 500
                        ? unavailable("provider_failed", result)
                        : new AgentResult.Blocked(
                                "agent_configuration", "the provider refused the request: " + result.text());
        };
    }

    private AgentResult withoutStatus(ClaudeEvent.Result result, int code) {
        if (result.terminalReason().equals("blocking_limit")) {
            return new AgentResult.Blocked("prompt_too_long", "the prompt is too long: " + result.text());
        }
        if (told.isLimitReached()) {
            return unavailable("rate_limited", result);
        }
        var error = told.failure().map(ClaudeEvent.Said::error).orElse("");
        return switch (error) {
            case "authentication_failed" -> unavailable("not_logged_in", result);
            case "billing_error" -> unavailable("account_blocked", result);
            case "invalid_request" ->
                new AgentResult.Blocked("agent_configuration", "the provider refused the request: " + result.text());
            default ->
                isProviders(result)
                        ? unavailable("provider_failed", result)
                        : new AgentResult.Failed(result.subtype() + ": " + result.text() + quoted(), code);
        };
    }

    private boolean isProviders(ClaudeEvent.Result result) {
        return !result.apiError().isEmpty()
                || result.terminalReason().equals("api_error")
                || told.failure().isPresent();
    }

    private AgentResult unavailable(String word, ClaudeEvent.Result result) {
        var until = told.resetsAt().map(time -> " (until " + time + ")").orElse("");
        return new AgentResult.Unavailable(word, "Claude: " + result.text() + until);
    }

    /** One that never began did not like how it was called; one that a signal ended was ended by somebody else, or by the kernel. */
    private AgentResult withoutResult(int code) {
        if (code > SIGNALLED) {
            return AgentResult.Unavailable.here(
                    "Claude was ended by signal " + (code - SIGNALLED) + ", not by Coppice" + quoted());
        }
        return code != OK && told.began().isEmpty()
                ? new AgentResult.Blocked("agent_configuration", "exit code " + code + quoted())
                : new AgentResult.Failed("exit code " + code + ", and no result" + quoted(), code);
    }

    private String quoted() {
        return lastLines.isBlank() ? "" : ": " + lastLines;
    }
}
