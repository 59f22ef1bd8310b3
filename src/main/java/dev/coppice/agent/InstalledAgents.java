package dev.coppice.agent;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The agents that this version knows, and which of them could work on this machine now. Needs no running application. */
public final class InstalledAgents {

    static final String CLAUDE = "claude";
    static final String CODEX = "codex";
    static final String OPENCODE = "opencode";
    static final String SHELL = "shell";
    static final String COMMAND = "command";

    private final AgentSettings settings;
    private final Map<String, String> environment;
    private final List<CliProgram> clis;

    InstalledAgents(AgentSettings settings, Map<String, String> environment) {
        this.settings = settings;
        this.environment = Map.copyOf(environment);
        this.clis = List.of(
                new CliProgram(CLAUDE, "Claude CLI", settings.claude().program()),
                new CliProgram(CODEX, "codex CLI", settings.codex().program()),
                new CliProgram(OPENCODE, "opencode CLI", settings.opencode().program()));
    }

    /** Those of this process's environment and settings. */
    public static InstalledAgents configured() {
        return new InstalledAgents(AgentSettings.configured(), System.getenv());
    }

    /** Why this agent cannot work here, in words for people; empty if it can. The command is that of the agent {@code command}. */
    public Optional<String> missing(String agent, List<String> agentCommand) {
        return switch (agent) {
            case SHELL -> Optional.empty();
            case COMMAND -> missingCommand(agentCommand);
            default ->
                cli(agent)
                        .map(this::missing)
                        .orElseGet(() -> Optional.of("no agent named '" + agent + "'; this version has: " + names()
                                + ", and any command that reads a prompt"));
        };
    }

    /** Those that are told anything at all, by name. */
    public static Set<String> promptReaders() {
        return new TreeSet<>(List.of(CLAUDE, CODEX, OPENCODE, COMMAND));
    }

    /** The agents that a worker here can run now. */
    Set<String> available() {
        var here = new HashSet<>(Set.of(SHELL, COMMAND));
        clis.stream().map(CliProgram::agent).forEach(here::add);
        here.removeAll(unavailable().keySet());
        return here;
    }

    /** Those that it cannot, each with the reason. Of the agent {@code command} only a task's own command tells. */
    Map<String, String> unavailable() {
        var missing = new HashMap<String, String>();
        clis.forEach(cli -> missing(cli).ifPresent(reason -> missing.put(cli.agent(), reason)));
        return missing;
    }

    AgentSettings settings() {
        return settings;
    }

    /** The program of a CLI, by its absolute path; empty if it is not here, or the agent is none. */
    Optional<Path> program(String agent) {
        return cli(agent).flatMap(this::find);
    }

    SearchPath searchPath() {
        return SearchPath.of(environment, settings.agents());
    }

    private Optional<CliProgram> cli(String agent) {
        return clis.stream().filter(cli -> cli.agent().equals(agent)).findFirst();
    }

    private Optional<Path> find(CliProgram cli) {
        return cli.find(searchPath(), environment.getOrDefault("HOME", ""));
    }

    private Optional<String> missing(CliProgram cli) {
        return find(cli).isPresent() ? Optional.empty() : Optional.of(cli.missing(searchPath()));
    }

    private String names() {
        return Stream.concat(clis.stream().map(CliProgram::agent), Stream.of(SHELL))
                .collect(Collectors.joining(", "));
    }

    /** A program given by a relative path is looked for in each worktree; every other one must be there now. */
    private Optional<String> missingCommand(List<String> command) {
        if (command.isEmpty()) {
            return Optional.of("the agent '" + COMMAND + "' needs the command to run");
        }
        var program = command.getFirst();
        boolean isThere = program.contains("/")
                ? !program.startsWith("/") || SearchPath.isProgram(Path.of(program))
                : searchPath().find(program).isPresent();
        return isThere ? Optional.empty() : Optional.of("there is no program '" + program + "' on PATH");
    }
}
