package dev.coppice.plan;

import dev.coppice.task.TaskNumber;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One task as the plan has it. The body is the exact slice of the source, the labels are all {@code **Label:**} fields
 * that have no place of their own, in the plan's order, and a commit message of "" means that there is none.
 */
public record PlannedTask(
        TaskNumber number,
        String title,
        int line,
        boolean done,
        List<TaskFile> files,
        String body,
        List<Script> scripts,
        Verification verification,
        String commitMessage,
        List<Dependency> dependsOn,
        Map<String, String> labels) {

    public static final String AGENT = "Agent";
    public static final String MODEL = "Model";
    public static final String APPROVAL = "Approval";

    public static final String OPTIONAL = "Optional";

    /** The one value of the field that asks for something. */
    public static final String REQUIRED = "required";

    public PlannedTask {
        files = List.copyOf(files);
        scripts = List.copyOf(scripts);
        dependsOn = List.copyOf(dependsOn);
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels)); // Map.copyOf would forget the plan's order
    }

    /** The same task with other dependencies. */
    public PlannedTask waitingFor(List<Dependency> dependencies) {
        return new PlannedTask(
                number, title, line, done, files, body, scripts, verification, commitMessage, dependencies, labels);
    }

    /** The agent that the plan wants for it, by its own field or its batch's; empty if it names none. */
    public Optional<String> agent() {
        return label(AGENT);
    }

    /** The model that the plan wants for it, likewise. */
    public Optional<String> model() {
        return label(MODEL);
    }

    /** Whether a person is to approve it before it begins, by its own field or its batch's. */
    public boolean needsApproval() {
        return label(APPROVAL).filter(REQUIRED::equalsIgnoreCase).isPresent();
    }

    /** The same task, to be approved by a person before it begins. */
    PlannedTask requiringApproval() {
        var more = new LinkedHashMap<>(labels);
        more.keySet().removeIf(APPROVAL::equalsIgnoreCase);
        more.put(APPROVAL, REQUIRED);
        return new PlannedTask(
                number, title, line, done, files, body, scripts, verification, commitMessage, dependsOn, more);
    }

    /** Whether its plan says that it may be left out. */
    public boolean optional() {
        return label(OPTIONAL).filter(value -> !value.equalsIgnoreCase("no")).isPresent();
    }

    /** How long it takes, in the plan's words. */
    public Optional<String> estimate() {
        return label("Estimate").or(() -> label("Estimated time"));
    }

    /** How much it matters, in the plan's words. */
    public Optional<String> priority() {
        return label("Priority");
    }

    private Optional<String> label(String name) {
        return labels.entrySet().stream()
                .filter(label -> label.getKey().equalsIgnoreCase(name))
                .map(label -> label.getValue().replace("`", "").strip())
                .findFirst();
    }

    /** The numbers of the tasks this one waits for, whatever the kind of the edge. */
    public List<TaskNumber> parents() {
        return dependsOn.stream().map(Dependency::on).distinct().toList();
    }
}
