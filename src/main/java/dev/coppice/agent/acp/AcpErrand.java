package dev.coppice.agent.acp;

import dev.coppice.agent.Conversation;
import dev.coppice.agent.program.CliEnd;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What one run of an agent is to do.
 *
 * @param profile the agent's name in settings
 * @param directory to work in; absolute
 * @param before the conversation that it is to go on with, if the agent can
 */
record AcpErrand(String profile, AcpConfig config, Path directory, String prompt, Optional<Conversation> before) {

    CliEnd ends() {
        return new CliEnd(title(profile));
    }

    /** The name of one of its settings, for people. */
    String setting(String name) {
        return setting(profile, name);
    }

    static String setting(String profile, String name) {
        return "coppice.profile." + profile + "." + name;
    }

    static String title(String profile) {
        return "ACP agent " + profile;
    }
}
