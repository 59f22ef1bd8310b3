package dev.coppice.agent.roster;

import dev.coppice.agent.Agent;
import dev.coppice.agent.acp.Acp;
import dev.coppice.agent.acp.AcpConfig;
import dev.coppice.agent.claude.Claude;
import dev.coppice.agent.codex.Codex;
import dev.coppice.agent.command.ShellWords;
import dev.coppice.agent.opencode.Opencode;
import dev.coppice.agent.program.Cli;
import dev.coppice.agent.program.CliAgent;
import dev.coppice.agent.program.CliProgram;
import dev.coppice.agent.program.Homes;
import dev.coppice.agent.program.Programs;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * A CLI under the settings that it is driven with; plans and commands call it by its name.
 *
 * @param kind which CLI it is
 * @param model that it is told to use; empty if it chooses
 * @param notes the repository's file whose text it is given; empty if it reads for itself what is there
 * @param secrets those that it alone is given, as they are declared
 * @param maker makes the agent
 */
record Profile(
        String name,
        String kind,
        Optional<String> model,
        CliProgram program,
        Optional<String> notes,
        List<String> secrets,
        BiFunction<Programs, Homes, Agent> maker) {

    static final String CLAUDE = "claude";
    static final String CODEX = "codex";
    static final String OPENCODE = "opencode";
    static final String ACP = "acp";

    /** Those that are there without being configured, each named as its CLI. */
    static final List<String> USUAL = List.of(CLAUDE, CODEX, OPENCODE);

    /** The CLI of this kind, one of {@link #USUAL}, or any agent of the Agent Client Protocol, under these settings. */
    static Profile of(String name, String kind, AgentSettings settings) {
        return switch (kind) {
            case CLAUDE -> of(name, kind, settings.claude().model(), new Claude(settings.claude()));
            case CODEX -> of(name, kind, settings.codex().model(), new Codex(settings.codex()));
            case OPENCODE -> of(name, kind, settings.opencode().model(), new Opencode(settings.opencode()));
            case ACP -> acp(name, settings.acp());
            default -> throw new IllegalArgumentException(unknownKind(name, kind));
        };
    }

    /** Why there can be no such profile, in words for people; empty if there can. The settings are its own. */
    static Optional<String> objection(String name, String kind, AgentSettings settings) {
        return switch (kind) {
            case CLAUDE, CODEX, OPENCODE -> Optional.empty();
            case ACP ->
                switch (command(settings.acp())) {
                    case ShellWords.Words _ -> Optional.empty();
                    case ShellWords.Malformed(var reason) -> Optional.of(noCommand(name, reason));
                };
            default -> Optional.of(unknownKind(name, kind));
        };
    }

    private static String unknownKind(String name, String kind) {
        return "coppice.profile." + name + ".agent is '" + kind + "'; it must be one of " + String.join(", ", USUAL)
                + ", " + ACP;
    }

    private static String noCommand(String name, String reason) {
        return "coppice.profile." + name + ".command is no command that starts an ACP agent: " + reason;
    }

    private static ShellWords command(AcpConfig config) {
        return ShellWords.split(config.command().orElse(""));
    }

    private static Profile acp(String name, AcpConfig config) {
        return switch (command(config)) {
            case ShellWords.Words(var words) -> of(name, ACP, config.model(), new Acp(name, words, config));
            case ShellWords.Malformed(var reason) -> throw new IllegalArgumentException(noCommand(name, reason));
        };
    }

    private static Profile of(String name, String kind, Optional<String> model, Cli cli) {
        return new Profile(
                name,
                kind,
                model,
                cli.program(),
                cli.notes(),
                cli.secrets(),
                (programs, homes) -> new CliAgent(cli, programs, homes));
    }

    Agent agent(Programs programs, Homes homes) {
        return maker.apply(programs, homes);
    }
}
