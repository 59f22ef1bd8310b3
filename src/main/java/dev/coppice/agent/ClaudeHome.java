package dev.coppice.agent;

import java.util.List;
import java.util.Map;

/** Whose HOME the Claude CLI gets: there are its login, settings, hooks, memory and sessions. */
enum ClaudeHome {

    /** One of its own if a key or token is in the environment, else the user's, because only there is a login. */
    AUTO,

    /**
     * A fresh one for every attempt: nothing of the user's gets in, and nothing that one attempt plants there, such as a hook or
     * another endpoint, reaches the next. Caches of build tools in the user's HOME are not found either.
     */
    OWN,

    /** The user's, with the settings, hooks and caches that are there. */
    USER;

    private static final List<String> LOGINS =
            List.of("ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "CLAUDE_CODE_OAUTH_TOKEN");

    /** Whether an attempt with this environment gets a HOME of its own. */
    boolean isOwn(Map<String, String> environment) {
        return switch (this) {
            case AUTO ->
                LOGINS.stream()
                        .anyMatch(name -> !environment.getOrDefault(name, "").isBlank());
            case OWN -> true;
            case USER -> false;
        };
    }
}
