package dev.coppice.agent;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The agents that this version knows, and which of them could work on this machine now. Needs no running application. */
public final class InstalledAgents {

    static final String CLAUDE = "claude";
    static final String SHELL = "shell";
    static final String COMMAND = "command";

    private static final Set<String> NAMES = Set.of(CLAUDE, SHELL, COMMAND);

    private final AgentSettings settings;
    private final Map<String, String> environment;

    InstalledAgents(AgentSettings settings, Map<String, String> environment) {
        this.settings = settings;
        this.environment = Map.copyOf(environment);
    }

    /** Those of this process's environment and settings. */
    public static InstalledAgents configured() {
        return new InstalledAgents(AgentSettings.configured(), System.getenv());
    }

    /** Why this agent cannot work here, in words for people; empty if it can. The command is that of the agent {@code command}. */
    public Optional<String> missing(String agent, List<String> agentCommand) {
        return switch (agent) {
            case CLAUDE -> Optional.ofNullable(unavailable().get(CLAUDE));
            case SHELL -> Optional.empty();
            case COMMAND -> missingCommand(agentCommand);
            default ->
                Optional.of("no agent named '" + agent + "'; this version has: " + CLAUDE + ", " + SHELL
                        + ", and any command that reads a prompt");
        };
    }

    /** Those that are told anything at all, by name. */
    public static Set<String> promptReaders() {
        return NAMES.stream().filter(name -> !name.equals(SHELL)).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The agents that a worker here can run now. */
    Set<String> available() {
        var here = new HashSet<>(NAMES);
        here.removeAll(unavailable().keySet());
        return here;
    }

    /** Those that it cannot, each with the reason. Of the agent {@code command} only a task's own command tells. */
    Map<String, String> unavailable() {
        return claude().isPresent() ? Map.of() : Map.of(CLAUDE, noClaude());
    }

    AgentSettings settings() {
        return settings;
    }

    /** The program to start, by its absolute path. */
    Optional<Path> claude() {
        var program = settings.claude().program();
        return program.contains("/")
                ? SearchPath.absolute(program, environment.getOrDefault("HOME", ""))
                        .filter(SearchPath::isProgram)
                : searchPath().find(program);
    }

    SearchPath searchPath() {
        return SearchPath.of(environment, settings.agents());
    }

    private String noClaude() {
        var program = settings.claude().program();
        var places = program.contains("/")
                ? program
                : searchPath().folders().stream().map(Path::toString).collect(Collectors.joining(", "));
        return "Claude CLI not found, looked in " + places
                + "; install it, or set coppice.claude.program (COPPICE_CLAUDE_PROGRAM) to its absolute path";
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
