package dev.coppice.agent.roster;

import dev.coppice.agent.program.OwnSecrets;
import dev.coppice.agent.program.Programs;
import dev.coppice.agent.program.SearchPath;
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

/** The agents that are known here, and which of them could work on this machine now. Needs no running application. */
public final class InstalledAgents {

    static final String SHELL = "shell";
    static final String COMMAND = "command";

    private static final String NO_COMMAND = "the agent '" + COMMAND + "' needs the command to run";

    private final AgentSettings settings;
    private final AgentsConfig config;
    private final List<Profile> profiles;
    private final Programs programs;

    InstalledAgents(AgentSettings settings, Map<String, String> environment) {
        this.settings = settings;
        this.config = settings.agents();
        this.profiles = profiles(settings);
        this.programs = new Programs(
                SearchPath.of(environment, config.path().orElse(List.of())), environment.getOrDefault("HOME", ""));
    }

    /** Those of this process's environment and settings. */
    public static InstalledAgents configured() {
        return new InstalledAgents(AgentSettings.configured(), System.getenv());
    }

    /** What is wrong with the settings of agents, in words for people; there can be no instance unless this is empty. */
    public static List<String> problems() {
        return RosterCheck.problems(AgentSettings::configured);
    }

    private static List<Profile> profiles(AgentSettings settings) {
        var usual = Profile.USUAL.stream().map(name -> Profile.of(name, name, settings));
        var configured = settings.agents().profiles().orElse(List.of()).stream().map(name -> {
            RosterCheck.ofName(name).ifPresent(problem -> {
                throw new IllegalArgumentException(problem);
            });
            var kind = settings.kind(name);
            return Profile.of(name, kind, settings.ofProfile(name, kind, Optional.empty()));
        });
        return Stream.concat(usual, configured).toList();
    }

    /** Those that are configured besides the usual ones. */
    public List<String> profileNames() {
        return config.profiles().orElse(List.of());
    }

    /** Why this agent cannot work here, in words for people; empty if it can. The command is that of the agent {@code command}. */
    public Optional<String> missing(String agent, List<String> agentCommand) {
        return switch (agent) {
            case SHELL -> Optional.empty();
            case COMMAND -> missingCommand(agentCommand);
            default -> profile(agent).map(this::missing).orElseGet(() -> Optional.of(unknown(agent)));
        };
    }

    private String unknown(String agent) {
        return "no agent named '" + agent + "'; there are: " + words() + ", and any command that reads a prompt";
    }

    /** What an agent could not do with wherever it is started: a name that means one, and a command for the agent {@code command}. */
    public Optional<String> objection(String agent, List<String> agentCommand) {
        return switch (agent) {
            case SHELL -> Optional.empty();
            case COMMAND -> agentCommand.isEmpty() ? Optional.of(NO_COMMAND) : Optional.empty();
            default -> profile(agent).isPresent() ? Optional.empty() : Optional.of(unknown(agent));
        };
    }

    /** The name, or path, of the program that an agent is started by; the agent must be one that there is. */
    public String program(String agent, List<String> agentCommand) {
        return switch (agent) {
            case SHELL -> "sh";
            case COMMAND -> agentCommand.getFirst();
            default -> profile(agent).orElseThrow().program().name();
        };
    }

    /** Those that are told anything at all, by name. */
    public Set<String> promptReaders() {
        var readers = new TreeSet<>(Set.of(COMMAND));
        profiles.forEach(profile -> readers.add(profile.name()));
        return readers;
    }

    /** The repository's file whose text the agent of this name is given; empty if it reads for itself what is there. */
    public Optional<String> notes(String agent) {
        return profile(agent).flatMap(Profile::notes);
    }

    /** The CLI that the agent of this name is; empty for one that only the operator knows, such as a command, and for a shell. */
    public Optional<String> cli(String agent) {
        return profile(agent).map(profile -> profile.program().agent()).filter(Profile.USUAL::contains);
    }

    /** The agents that a worker here can run now. */
    Set<String> available() {
        var here = new HashSet<>(names());
        here.removeAll(unavailable().keySet());
        return here;
    }

    /** Those that it cannot, each with the reason. Of the agent {@code command} only a task's own command tells. */
    Map<String, String> unavailable() {
        var missing = new HashMap<String, String>();
        profiles.forEach(profile -> missing(profile).ifPresent(reason -> missing.put(profile.name(), reason)));
        return missing;
    }

    /** Who is to do the tasks of this agent while it pauses, whether or not that one is here. */
    Optional<String> fallback(String agent) {
        return config.fallback().orElse(List.of()).stream()
                .flatMap(pair -> Fallback.of(pair).stream())
                .filter(fallback -> fallback.agent().equals(agent))
                .map(Fallback::instead)
                .findFirst();
    }

    /** The variables that hold a secret which one agent alone is given. */
    Set<String> secretNames() {
        return profiles.stream()
                .flatMap(profile -> profile.secrets().stream())
                .map(OwnSecrets::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    AgentsConfig config() {
        return config;
    }

    Programs programs() {
        return programs;
    }

    /** The profile of this name, with this model instead of the configured one. */
    Optional<Profile> profile(String agent, Optional<String> model) {
        return model.isEmpty()
                ? profile(agent)
                : profile(agent)
                        .map(Profile::kind)
                        .map(kind -> Profile.of(agent, kind, settings.ofProfile(agent, kind, model)));
    }

    Optional<Profile> profile(String agent) {
        return profiles.stream().filter(profile -> profile.name().equals(agent)).findFirst();
    }

    private Optional<String> missing(Profile profile) {
        var program = profile.program();
        return programs.find(program).isPresent() ? Optional.empty() : Optional.of(programs.missing(program));
    }

    Set<String> names() {
        var names = new HashSet<>(Set.of(SHELL, COMMAND));
        profiles.forEach(profile -> names.add(profile.name()));
        return names;
    }

    private String words() {
        return Stream.concat(profiles.stream().map(Profile::name), Stream.of(SHELL))
                .collect(Collectors.joining(", "));
    }

    /** A program given by a relative path is looked for in each worktree; every other one must be there now. */
    private Optional<String> missingCommand(List<String> command) {
        if (command.isEmpty()) {
            return Optional.of(NO_COMMAND);
        }
        var program = command.getFirst();
        boolean isThere = program.contains("/")
                ? !program.startsWith("/") || SearchPath.isProgram(Path.of(program))
                : programs.searchPath().find(program).isPresent();
        return isThere ? Optional.empty() : Optional.of("there is no program '" + program + "' on PATH");
    }
}
