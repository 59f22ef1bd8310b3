package dev.coppice.agent.codex;

import dev.coppice.agent.program.AgentHome;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** How the codex CLI is driven. */
@ConfigMapping(prefix = "coppice.codex")
public interface CodexConfig {

    /** The program: a name that is looked for, or an absolute path. */
    @WithDefault("codex")
    String program();

    /** The model; without one the CLI chooses. */
    Optional<String> model();

    /** The CLI's own sandbox for commands of the model; all but the default need its sandbox program to work on this machine. */
    @WithDefault("danger-full-access")
    String sandbox();

    /** Secrets that it alone is given: {@code NAME}, or {@code NAME=/absolute/file} for what is in a file. */
    Optional<List<String>> secrets();

    /** Variables that it finds in its environment besides the usual ones. */
    Optional<List<String>> environment();

    /** Whose HOME it gets. */
    @WithDefault("auto")
    AgentHome home();
}
