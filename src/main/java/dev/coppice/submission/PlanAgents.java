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
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says what is wrong with the agents that a plan's tasks and its request name: whoever writes plans does not choose what runs here. */
@ApplicationScoped
class PlanAgents {

    private static final String COMMAND = "command";
    private static final String SHELL = "shell";

    private final Agents agents;

    PlanAgents(Agents agents) {
        this.agents = agents;
    }

    /** By whom the retries of failed tasks are done. */
    List<String> escalation(PlanRequest request) {
        return request.staffing().escalation().orElseGet(agents::escalation);
    }

    /** The agents that work on the plan besides that of the request. */
    Set<String> others(Plan plan, PlanRequest request) {
        var named = plan.tasks().stream().filter(task -> !task.done()).flatMap(task -> task.agent().stream());
        return Stream.concat(named, escalation(request).stream())
                .filter(name -> !name.equals(request.settings().agent()))
                .collect(Collectors.toSet());
    }

    /** Empty if every task can have what it names, and every retry its agent. */
    Optional<Submitted> objection(Plan plan, PlanRequest request) {
        var wrong = plan.tasks().stream()
                .filter(task -> !task.done())
                .flatMap(task -> wrong(task, request))
                .toList();
        return wrong.isEmpty() ? toRetries(request) : Optional.of(new Submitted.BadPlan(wrong));
    }

    /** A retry that nobody here can do would wait for ever. */
    private Optional<Submitted> toRetries(PlanRequest request) {
        var asked = request.staffing().escalation();
        return asked.flatMap(PlanAgents::twice)
                .or(() -> escalation(request).stream()
                        .flatMap(name -> unfit(name, request).stream())
                        .findFirst())
                .map(reason -> asked.isPresent()
                        ? new Submitted.BadRequest("escalation", reason)
                        : new Submitted.BadRequest("max_retries", "coppice.agents.escalation: " + reason));
    }

    private Optional<String> unfit(String name, PlanRequest request) {
        return name.equals(COMMAND)
                ? Optional.of("a retry cannot have a command for its agent")
                : missing(name, request);
    }

    /** What an image has, is looked at where that is known. */
    private Optional<String> missing(String name, PlanRequest request) {
        return request.mode().hasImage() ? agents.objection(name, List.of()) : agents.missing(name, List.of());
    }

    private static Optional<String> twice(List<String> names) {
        return names.stream()
                .filter(name -> names.indexOf(name) != names.lastIndexOf(name))
                .findFirst()
                .map(name -> "'" + name + "' is named twice");
    }

    private Stream<Diagnostic> wrong(PlannedTask task, PlanRequest request) {
        return Stream.concat(
                task.agent().stream()
                        .flatMap(name -> wrongAgent(name, request).stream()
                                .map(reason -> diagnostic(task, FieldPlace.of(request, task, "agent", name), reason))),
                task.model().stream()
                        .filter(_ -> isShell(task, request))
                        .map(name -> diagnostic(
                                task, FieldPlace.of(request, task, "model", name), "the agent shell asks no model")));
    }

    private static Diagnostic diagnostic(PlannedTask task, FieldPlace place, String message) {
        return new Diagnostic(
                Severity.ERROR,
                "unusable-agent",
                place.line(),
                place.column(),
                "task " + task.number() + ": " + message);
    }

    private Optional<String> wrongAgent(String name, PlanRequest request) {
        if (name.equals(request.settings().agent())) {
            return Optional.empty();
        }
        if (name.equals(COMMAND)) {
            return Optional.of("a plan cannot choose a command to be its agent");
        }
        return request.staffing()
                .nameable()
                .filter(allowed -> !allowed.contains(name))
                .map(allowed -> "a plan may not name the agent '" + name + "' here, only: " + listed(allowed))
                .or(() -> missing(name, request));
    }

    private static String listed(Set<String> names) {
        return String.join(", ", new TreeSet<>(names));
    }

    private static boolean isShell(PlannedTask task, PlanRequest request) {
        return task.agent().orElse(request.settings().agent()).equals(SHELL);
    }
}
