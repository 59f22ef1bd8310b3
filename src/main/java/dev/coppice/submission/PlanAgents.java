package dev.coppice.submission;

import dev.coppice.agent.roster.Agents;
import dev.coppice.plan.Diagnostic;
import dev.coppice.plan.Plan;
import dev.coppice.plan.PlannedTask;
import dev.coppice.plan.Severity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Says what is wrong with the agents and models that a plan's tasks name: whoever writes plans does not choose what runs here. */
@ApplicationScoped
class PlanAgents {

    private static final String COMMAND = "command";
    private static final String SHELL = "shell";
    private static final Pattern MODEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@-]{0,99}");

    private final Agents agents;

    PlanAgents(Agents agents) {
        this.agents = agents;
    }

    /** By whom the retries of failed tasks are done. */
    List<String> escalation() {
        return agents.escalation();
    }

    /** Empty if every task can have what it names, and every retry its agent. */
    Optional<Submitted> objection(Plan plan, PlanRequest request) {
        var wrong = plan.tasks().stream()
                .filter(task -> !task.done())
                .flatMap(task -> wrong(task, request))
                .toList();
        return wrong.isEmpty() ? toRetries() : Optional.of(new Submitted.BadPlan(wrong));
    }

    /** A retry that nobody here can do would wait for ever. */
    private Optional<Submitted> toRetries() {
        return escalation().stream()
                .map(name -> agents.missing(name, List.of()).map(reason -> "coppice.agents.escalation: " + reason))
                .flatMap(Optional::stream)
                .map(reason -> (Submitted) new Submitted.BadRequest("max_retries", reason))
                .findFirst();
    }

    private Stream<Diagnostic> wrong(PlannedTask task, PlanRequest request) {
        return Stream.of(
                        task.agent().flatMap(name -> wrongAgent(name, request)),
                        task.model().flatMap(name -> wrongModel(name, task, request)))
                .flatMap(Optional::stream)
                .map(message -> new Diagnostic(
                        Severity.ERROR, "unusable-agent", task.line(), 1, "task " + task.number() + ": " + message));
    }

    private Optional<String> wrongAgent(String name, PlanRequest request) {
        var own = request.settings().agent();
        if (name.equals(own)) {
            return Optional.empty();
        }
        if (name.equals(COMMAND)) {
            return Optional.of("a plan cannot choose a command to be its agent");
        }
        return request.planAgents()
                .filter(allowed -> !allowed.contains(name))
                .map(allowed -> notAllowed(name, allowed))
                .or(() -> agents.missing(name, List.of()));
    }

    private static String notAllowed(String name, Set<String> allowed) {
        return "a plan may not name the agent '" + name + "' here, only: " + String.join(", ", allowed);
    }

    private static Optional<String> wrongModel(String name, PlannedTask task, PlanRequest request) {
        if (!MODEL.matcher(name).matches()) {
            return Optional.of("'" + name + "' is no name of a model");
        }
        return task.agent().orElse(request.settings().agent()).equals(SHELL)
                ? Optional.of("the agent shell asks no model")
                : Optional.empty();
    }
}
