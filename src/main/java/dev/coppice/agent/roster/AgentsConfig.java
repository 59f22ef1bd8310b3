package dev.coppice.agent.roster;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What holds for every agent. */
@ConfigMapping(prefix = "coppice.agents")
interface AgentsConfig {

    /**
     * Folders where programs are looked for besides those of PATH, and after them; a {@code ~} is the user's home. Services and
     * desktop sessions often start with a short PATH, and agents are installed just there. Tasks and checks find them on their PATH too.
     */
    @WithDefault("/opt/homebrew/bin,/usr/local/bin,~/.local/bin")
    Optional<List<String>> path();

    /** Names of agents besides those that are always there; {@code coppice.profile.NAME.agent} says of which CLI each is. */
    Optional<List<String>> profiles();

    /**
     * The agents by which the retries of a task that failed are done: after each failure by the one that follows the task's
     * agent there, or by the first; the last one does all that are left.
     */
    Optional<List<String>> escalation();

    /** Who does an agent's tasks while it pauses, as {@code claude=codex}. */
    Optional<List<String>> fallback();

    /** An agent whose processes print nothing at all for so long hangs, and is ended; 0: it may be silent until its task's time is over. */
    @WithDefault("30m")
    Duration silenceLimit();
}
