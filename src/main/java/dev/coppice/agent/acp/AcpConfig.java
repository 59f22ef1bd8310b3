package dev.coppice.agent.acp;

import dev.coppice.agent.program.AgentHome;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** How agents are driven that speak the Agent Client Protocol; there is one for each profile that has a command. */
@ConfigMapping(prefix = "coppice.acp")
public interface AcpConfig {

    /** The program and its arguments; no shell reads them. */
    Optional<String> command();

    /** The model, by the agent's own name for it; without one the agent chooses. */
    Optional<String> model();

    /** Secrets that it alone is given: {@code NAME}, or {@code NAME=/absolute/file} for what is in a file. */
    Optional<List<String>> secrets();

    /** Variables that it finds in its environment besides the usual ones, its key among them. */
    Optional<List<String>> environment();

    /** Whose HOME it gets. */
    @WithDefault("auto")
    AgentHome home();

    /** The repository's file whose text it is given; without one it reads for itself what is there. */
    Optional<String> notes();

    /** What it is answered when it asks for permission. */
    @WithDefault("allow")
    Permissions permissions();

    /** Whether work is good although the agent was denied something on the way; else the attempt fails with {@code permission_denied}. */
    @WithDefault("false")
    boolean acceptDenials();

    /** How it is told to log in where it says that it must, by its own name for that way; without one the attempt ends there. */
    Optional<String> authMethod();
}
