package dev.coppice.api;

import dev.coppice.agent.command.ShellWords;
import dev.coppice.agent.roster.Agents;
import dev.coppice.task.ExecutionMode;
import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The agent that works on a request's tasks: one that the operator enabled. */
@ApplicationScoped
class AgentChoice {

    private static final String COMMAND = "command";

    private final String usual;
    private final List<String> command;
    private final Set<String> enabled;
    private final Agents agents;
    private final boolean accepting;

    AgentChoice(ApiConfig config, Agents agents) {
        this.agents = agents;
        this.accepting = config.accepting();
        this.command = config.agentCommand().map(AgentChoice::words).orElse(List.of());
        this.usual = command.isEmpty() ? config.agent() : COMMAND;
        this.enabled = new LinkedHashSet<>(config.agents().orElse(List.of()));
        this.enabled.add(usual);
    }

    private static List<String> words(String line) {
        return switch (ShellWords.split(line)) {
            case ShellWords.Words(var words) -> words;
            case ShellWords.Malformed(var reason) ->
                throw new IllegalStateException("coppice.api.agent-command: " + reason);
        };
    }

    /** The operator is to know before the first caller does. */
    void tellWhatIsMissing(@Observes StartupEvent event) {
        if (accepting) {
            agents.missing(usual, command)
                    .ifPresent(reason -> Log.warnf("plans for the agent %s are refused for now: %s", usual, reason));
        }
    }

    /** An agent by its name, and what it runs if it is the agent {@code command}. */
    record Chosen(String name, List<String> command) {}

    /** Those that callers, and the plans that they hand in, may name. */
    Set<String> enabled() {
        return enabled;
    }

    /** The agent that the request names, or the usual one; a {@link ProblemException} if it may not be used, or is not here. */
    Chosen choose(StartRequest request) {
        var chosen = allowed(request);
        // What an image has is looked at when the plan is submitted.
        boolean isInImage = ExecutionMode.named(request.executionMode())
                .filter(ExecutionMode::hasImage)
                .isPresent();
        boolean isNeeded = !isInImage && (!request.resume() || request.agent().isPresent());
        agents.missing(chosen.name(), chosen.command()).filter(_ -> isNeeded).ifPresent(reason -> {
            throw Problem.of(503, "agent_missing", reason).in("agent").asException();
        });
        request.escalation().orElse(List.of()).forEach(this::refuseForRetries);
        return chosen;
    }

    private void refuseForRetries(String name) {
        refuseUnlessEnabled(name, "escalation");
        agents.missing(name, command).ifPresent(reason -> {
            throw Problem.of(503, "agent_missing", reason).in("escalation").asException();
        });
    }

    private void refuseUnlessEnabled(String name, String field) {
        if (!enabled.contains(name)) {
            throw Problem.of(
                            403,
                            "agent_not_allowed",
                            "this service does not use the agent '" + name + "'; it uses: "
                                    + String.join(", ", enabled))
                    .in(field)
                    .asException();
        }
    }

    private Chosen allowed(StartRequest request) {
        if (request.agentCommand().isPresent()) {
            return new Chosen(COMMAND, request.agentCommand().get());
        }
        var name = request.agent().orElse(usual);
        refuseUnlessEnabled(name, "agent");
        return new Chosen(name, name.equals(COMMAND) ? command : List.of());
    }
}
