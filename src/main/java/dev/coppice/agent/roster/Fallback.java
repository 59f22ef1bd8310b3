package dev.coppice.agent.roster;

import java.util.Optional;

/**
 * Who stands in for an agent whose account cannot work.
 *
 * @param agent the one that pauses
 * @param instead the one that does its tasks meanwhile
 */
record Fallback(String agent, String instead) {

    /** As settings write it, {@code claude=codex}; empty if it is nothing of that kind. */
    static Optional<Fallback> of(String pair) {
        var names = pair.split("=", -1);
        return names.length == 2 && !names[0].isBlank() && !names[1].isBlank()
                ? Optional.of(new Fallback(names[0].strip(), names[1].strip()))
                : Optional.empty();
    }
}
