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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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

    /** Those that callers, and the plans that they hand in, may name in a repository. */
    Set<String> enabled(ChosenRepository repository) {
        return repository
                .agents()
                .<Set<String>>map(allowed -> allowed.stream()
                        .filter(name -> strangerFor(name, repository).isEmpty())
                        .collect(Collectors.toCollection(LinkedHashSet::new)))
                .orElse(enabled);
    }

    /** While an agent pauses another may do its tasks: the one that would, where only some may work and it may not. */
    private Optional<String> strangerFor(String name, ChosenRepository repository) {
        return repository
                .agents()
                .flatMap(allowed -> agents.configuredFallback(name)
                        .filter(instead -> allowed.contains(name) && !allowed.contains(instead)));
    }

    /** By whom retries are done there; empty: as configured. */
    Optional<List<String>> escalation(StartRequest request, ChosenRepository repository) {
        return request.escalation()
                .or(() -> repository
                        .agents()
                        .map(_ -> agents.escalation().stream()
                                .filter(enabled(repository)::contains)
                                .toList()));
    }

    /** The agent that the request names, or the usual one; a {@link ProblemException} if it may not be used, or is not here. */
    Chosen choose(StartRequest request, ChosenRepository repository) {
        var chosen = allowed(request, repository);
        // What an image has is looked at when the plan is submitted.
        boolean isInImage = ExecutionMode.named(request.executionMode())
                .filter(ExecutionMode::hasImage)
                .isPresent();
        boolean isNeeded = !isInImage && (!request.resume() || request.agent().isPresent());
        agents.missing(chosen.name(), chosen.command()).filter(_ -> isNeeded).ifPresent(reason -> {
            throw Problem.of(503, "agent_missing", reason).in("agent").asException();
        });
        request.escalation().orElse(List.of()).forEach(name -> refuseForRetries(name, repository));
        return chosen;
    }

    private void refuseForRetries(String name, ChosenRepository repository) {
        refuseUnlessEnabled(name, "escalation", repository);
        agents.missing(name, command).ifPresent(reason -> {
            throw Problem.of(503, "agent_missing", reason).in("escalation").asException();
        });
    }

    private void refuseUnlessEnabled(String name, String field, ChosenRepository repository) {
        if (!enabled(repository).contains(name)) {
            throw Problem.of(403, "agent_not_allowed", whyNot(name, repository))
                    .in(field)
                    .asException();
        }
    }

    private String whyNot(String name, ChosenRepository repository) {
        return strangerFor(name, repository)
                .map(instead -> "coppice.agents.fallback lets " + instead + " stand in for " + name
                        + ", and the repository " + repository.name()
                        + " does not use it; the operator has to change one of both")
                .orElseGet(
                        () -> (repository.agents().isPresent() ? "the repository " + repository.name() : "this service")
                                + " does not use the agent '" + name + "'; it uses: "
                                + String.join(", ", enabled(repository)));
    }

    private Chosen allowed(StartRequest request, ChosenRepository repository) {
        if (request.agentCommand().isPresent()) {
            repository.agents().ifPresent(_ -> refuseUnlessEnabled(COMMAND, "agent_command", repository));
            return new Chosen(COMMAND, request.agentCommand().get());
        }
        var name = request.agent().orElseGet(() -> usual(repository));
        refuseUnlessEnabled(name, "agent", repository);
        return new Chosen(name, name.equals(COMMAND) ? command : List.of());
    }

    private String usual(ChosenRepository repository) {
        return repository
                .agents()
                .filter(allowed -> !allowed.contains(usual))
                .flatMap(allowed -> allowed.stream().findFirst())
                .orElse(usual);
    }
}
