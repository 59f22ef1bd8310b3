package dev.coppice.agent.program;

import java.util.Collection;
import java.util.Map;

/** Whose HOME an agent's CLI gets: there are its login, settings, hooks, memory and sessions. */
public enum AgentHome {

    /** One of its own if a key or token is in the environment, else the user's, because only there is a login. */
    AUTO,

    /**
     * A fresh one for every attempt: nothing of the user's gets in, and nothing that one attempt plants there, such as a hook or
     * another endpoint, reaches the next. Caches of build tools in the user's HOME are not found either.
     */
    OWN,

    /** The user's, with the settings, hooks and caches that are there. */
    USER;

    /** Whether an attempt with this environment gets a HOME of its own; {@code logins} are the variables that log the CLI in. */
    public boolean isOwn(Map<String, String> environment, Collection<String> logins) {
        return switch (this) {
            case AUTO ->
                logins.stream()
                        .anyMatch(name -> !environment.getOrDefault(name, "").isBlank());
            case OWN -> true;
            case USER -> false;
        };
    }
}
