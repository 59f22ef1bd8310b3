package dev.coppice.agent.roster;

import dev.coppice.agent.Agent;
import dev.coppice.agent.command.CommandAgent;
import dev.coppice.agent.command.ShellAgent;
import dev.coppice.agent.program.AttendedAgent;
import dev.coppice.agent.program.Homes;
import dev.coppice.agent.program.Programs;
import dev.coppice.database.OwnFolder;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The one place that knows the agents by name: which are here, and how each is made. */
@ApplicationScoped
public class Agents {

    private final InstalledAgents installed = InstalledAgents.configured();
    private final OwnFolder folder;

    Agents(OwnFolder folder) {
        this.folder = folder;
    }

    /** Why this agent cannot work here, in words for people; empty if it can. The command is that of the agent {@code command}. */
    public Optional<String> missing(String agent, List<String> agentCommand) {
        return installed.missing(agent, agentCommand);
    }

    /** Why there can be no such agent, wherever its program is; empty if there can. */
    public Optional<String> objection(String agent, List<String> agentCommand) {
        return installed.objection(agent, agentCommand);
    }

    /** The agents that a worker here can run now; looked up at each call, because programs come and go. */
    public Set<String> available() {
        return installed.available();
    }

    /** Those that a worker here cannot run now, each with the reason in words for people. */
    public Map<String, String> unavailable() {
        return installed.unavailable();
    }

    /** PATH for agents and checks: this process's own, and the configured folders after it. */
    public String path() {
        return installed.programs().searchPath().text();
    }

    /** Variables that checks and set-ups do not find, because one agent alone is given what is in them. */
    public Set<String> secretNames() {
        return installed.secretNames();
    }

    /** The folders of programs that are configured besides those of this process's own PATH. */
    public List<Path> programFolders() {
        return installed.programs().searchPath().besides();
    }

    /** The CLI that the agent of this name is; empty for one that only the operator knows, such as a command, and for a shell. */
    public Optional<String> cli(String agent) {
        return installed.cli(agent);
    }

    /** By whom the retries of a task that failed are done; empty if by the same agent. */
    public List<String> escalation() {
        return installed.config().escalation().orElse(List.of());
    }

    /** Who does the tasks of this agent while it pauses; empty if nobody does who is here now. */
    public Optional<String> fallback(String agent) {
        return installed.fallback(agent).filter(instead -> available().contains(instead));
    }

    /** The same, whether it is here now or not. */
    public Optional<String> configuredFallback(String agent) {
        return installed.fallback(agent);
    }

    /** The model that this agent is told to use, given what its task asks for; empty if it chooses. */
    public Optional<String> model(String agent, Optional<String> asked) {
        return asked.or(() -> installed.profile(agent).flatMap(Profile::model));
    }

    /**
     * The agent of this name; must be one that {@link #available} names.
     *
     * @param model with which it is to work, whatever the settings say
     */
    public Agent agent(String name, List<String> agentCommand, Optional<String> model) {
        return attended(make(name, agentCommand, model, installed.programs()));
    }

    /** The same, for commands that are started where this machine's programs are not, such as in containers. */
    public Agent agentElsewhere(String name, List<String> agentCommand, Optional<String> model) {
        return attended(make(name, agentCommand, model, installed.programs().elsewhere()));
    }

    /** The same, where what an agent prints is heard only at its end. */
    public Agent agentUnheard(String name, List<String> agentCommand, Optional<String> model) {
        return make(name, agentCommand, model, installed.programs().elsewhere());
    }

    /** All names, whether this machine has their programs or not. */
    public Set<String> names() {
        return installed.names();
    }

    private Agent attended(Agent made) {
        var silence = installed.config().silenceLimit();
        return silence.isPositive() ? new AttendedAgent(made, silence) : made;
    }

    private Agent make(String name, List<String> agentCommand, Optional<String> model, Programs programs) {
        return switch (name) {
            case InstalledAgents.SHELL -> new ShellAgent();
            case InstalledAgents.COMMAND -> new CommandAgent(agentCommand);
            default ->
                installed
                        .profile(name, model)
                        .map(profile -> profile.agent(programs, new Homes(folder.agents())))
                        .orElseThrow(() -> new IllegalStateException("no agent named " + name));
        };
    }
}
