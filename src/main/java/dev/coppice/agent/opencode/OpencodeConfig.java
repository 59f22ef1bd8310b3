package dev.coppice.agent.opencode;

import dev.coppice.agent.program.AgentHome;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** How the opencode CLI is driven. */
@ConfigMapping(prefix = "coppice.opencode")
public interface OpencodeConfig {

    /** The program: a name that is looked for, or an absolute path. */
    @WithDefault("opencode")
    String program();

    /** The model, as {@code provider/model}; without one the CLI chooses by the keys that it finds. */
    Optional<String> model();

    /** Secrets that it alone is given: {@code NAME}, or {@code NAME=/absolute/file} for what is in a file. */
    Optional<List<String>> secrets();

    /** Variables that it finds in its environment besides the usual ones, such as the key of a provider that is not among them. */
    Optional<List<String>> environment();

    /** Whose HOME it gets. */
    @WithDefault("auto")
    AgentHome home();
}
