package dev.coppice.agent.program;

import dev.coppice.agent.AgentResult;

/**
 * Turns what is known of a CLI's bad end into its meaning, in the same words whichever CLI it was.
 *
 * @param title the CLI's name for people
 */
public record CliEnd(String title) {

    private static final int SIGNALLED = 128;

    /** The provider answered with this status; 0 for a failure without an answer. */
    public AgentResult refused(int status, String text) {
        return switch (status) {
            case 401 -> unavailable("not_logged_in", text);
            case 402, 403 -> unavailable("account_blocked", text);
            case 429 -> unavailable("rate_limited", text);
            case 0, 408 -> unavailable("provider_failed", text);
            default -> status >= 500 ? unavailable("provider_failed", text) : refusedRequest(text);
        };
    }

    /** The provider finds a fault with the request itself. */
    public AgentResult refusedRequest(String text) {
        return configuration("the provider refused the request: " + Brief.of(text));
    }

    public AgentResult unavailable(String word, String text) {
        return new AgentResult.Unavailable(word, title + ": " + Brief.of(text));
    }

    public AgentResult configuration(String reason) {
        return new AgentResult.Blocked("agent_configuration", reason);
    }

    public AgentResult promptTooLong(String text) {
        return new AgentResult.Blocked("prompt_too_long", "the prompt is too long: " + Brief.of(text));
    }

    /**
     * It ended without its last word. One that never began did not like how it was called; one that a signal ended was ended by
     * somebody else, or by the kernel.
     */
    public AgentResult silent(int code, boolean hasBegun, String lastLines) {
        if (code > SIGNALLED) {
            return AgentResult.Unavailable.here(
                    title + " was ended by signal " + (code - SIGNALLED) + ", not by Coppice" + quoted(lastLines));
        }
        return code != 0 && !hasBegun
                ? configuration("exit code " + code + quoted(lastLines))
                : new AgentResult.Failed("exit code " + code + ", and no result" + quoted(lastLines), code);
    }

    /** It says that it is done, and exits as if it were not; or the other way round. */
    public AgentResult contradictory(String words, int code, String lastLines) {
        return new AgentResult.Failed("exit code " + code + " after " + words + quoted(lastLines), code);
    }

    /** It says itself that it could not go on, for a reason that is neither the provider's nor the account's. */
    public AgentResult broken(String text, int code) {
        return new AgentResult.Failed(title + ": " + Brief.of(text), code);
    }

    private static String quoted(String lines) {
        return lines.isBlank() ? "" : ": " + lines;
    }
}
