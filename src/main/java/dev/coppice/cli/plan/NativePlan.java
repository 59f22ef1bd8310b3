package dev.coppice.cli.plan;

import dev.coppice.plan.Batch;
import dev.coppice.plan.BatchMode;
import dev.coppice.plan.Plan;
import dev.coppice.plan.PlannedTask;
import dev.coppice.plan.reading.PlanParser;
import dev.coppice.task.TaskNumber;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A plan in Coppice's own form, which reads as the same batches and tasks, whatever dialect it came from. Batches and tasks keep their
 * numbers where that form has such numbers, and none of them twice.
 */
final class NativePlan {

    private static final int LEVEL = 3;
    private static final String BATCH_NUMBER = "[0-9]{1,9}(?:\\.[0-9]{1,9}){0,3}[A-Za-z]?";
    private static final String TASK_NUMBER = "(?:[A-Za-z]{1,2}|[Tt]ask-)?[0-9]{1,9}(?:\\.[0-9]{1,9}){0,7}[A-Za-z]?";

    private final Plan plan;
    private final boolean bareCommands;
    private final Map<TaskNumber, String> numbers;
    private final boolean keepsBatchNumbers;

    /** @param source the text that the plan was read from */
    NativePlan(Plan plan, String source) {
        this.plan = plan;
        this.bareCommands = source.lines()
                .limit(200)
                .takeWhile(line -> !line.startsWith("#"))
                .anyMatch(line -> line.strip().matches("(?i)bare_commands:\\s*[\"']?true[\"']?"));
        this.numbers = numbers(plan);
        this.keepsBatchNumbers =
                isUnique(plan.batches().stream().map(Batch::number).toList(), BATCH_NUMBER);
    }

    /** First as the tasks' own texts have it, then with what was not read out of these. */
    String text() {
        var without = written(Map.of());
        var read = read(without);
        var missing = new HashMap<TaskNumber, List<String>>();
        for (PlannedTask task : plan.tasks()) {
            var found = read.getOrDefault(number(task.number()), Set.of());
            var lacking = task.parents().stream()
                    .map(this::number)
                    .filter(parent -> !found.contains(parent))
                    .toList();
            if (!lacking.isEmpty()) {
                missing.put(task.number(), lacking);
            }
        }
        return missing.isEmpty() ? without : written(missing);
    }

    /** What each task of a text waits for, by numbers. */
    private static Map<String, Set<String>> read(String text) {
        var parents = new HashMap<String, Set<String>>();
        PlanParser.parse("plan", text.getBytes(StandardCharsets.UTF_8), Optional.of("native"))
                .plan()
                .tasks()
                .forEach(task -> parents.put(
                        task.number().text(),
                        task.parents().stream().map(TaskNumber::text).collect(Collectors.toSet())));
        return parents;
    }

    /** What a task is called in the text. */
    String number(TaskNumber original) {
        return numbers.getOrDefault(original, original.text());
    }

    private String written(Map<TaskNumber, List<String>> needed) {
        var text = new StringBuilder("---\ndialect: native\n");
        boolean hasTitle = plan.context().lines().anyMatch(line -> line.equals("# " + plan.title()));
        text.append(hasTitle ? "" : "title: " + line(plan.title()) + "\n");
        text.append(bareCommands ? "bare_commands: true\n" : "");
        if (!plan.gate().isEmpty()) {
            text.append("gate:\n");
            plan.gate().forEach(command -> text.append("  - ").append(command).append('\n'));
        }
        text.append("---\n\n");
        text.append(plan.context().isBlank() ? "" : plan.context() + "\n\n");
        for (Batch batch : plan.batches()) {
            append(text, batch);
            batch.tasks()
                    .forEach(task -> text.append(new NativeTask(
                                    task,
                                    number(task.number()),
                                    LEVEL,
                                    bareCommands,
                                    needed.getOrDefault(task.number(), List.of()))
                            .text()));
        }
        return text.toString().stripTrailing() + "\n";
    }

    private void append(StringBuilder text, Batch batch) {
        var title = line((batch.phase().isEmpty() ? "" : batch.phase() + " / ") + batch.title());
        text.append("## Batch ")
                .append(batchNumber(batch))
                .append(title.isEmpty() ? "" : ": " + title)
                .append("\n\n");
        if (batch.mode() == BatchMode.SEQUENTIAL) {
            text.append("**Execution Mode:** sequential\n\n");
        }
        if (!batch.needs().equals(usualNeeds(batch))) {
            var last = PlanGraph.lastNeeds(plan, batch).stream()
                    .map(position -> "Batch " + batchNumber(plan.batches().get(position - 1)))
                    .collect(Collectors.joining(", "));
            text.append("**Dependencies:** ")
                    .append(last.isEmpty() ? "None" : last)
                    .append("\n\n");
        }
    }

    /** What a batch waits for that says nothing: the batch before it, and what that one waits for. */
    private List<Integer> usualNeeds(Batch batch) {
        if (batch.position() == 1) {
            return List.of();
        }
        var needs = new HashSet<>(plan.batches().get(batch.position() - 2).needs());
        needs.add(batch.position() - 1);
        return needs.stream().sorted().toList();
    }

    private String batchNumber(Batch batch) {
        return keepsBatchNumbers ? batch.number() : String.valueOf(batch.position());
    }

    private static Map<TaskNumber, String> numbers(Plan plan) {
        var texts = plan.tasks().stream().map(task -> task.number().text()).toList();
        var numbers = new LinkedHashMap<TaskNumber, String>();
        if (isUnique(texts, TASK_NUMBER)) {
            return numbers;
        }
        for (Batch batch : plan.batches()) {
            int place = 1;
            for (PlannedTask task : batch.tasks()) {
                numbers.putIfAbsent(task.number(), batch.position() + "." + place);
                place++;
            }
        }
        return numbers;
    }

    private static boolean isUnique(List<String> numbers, String form) {
        var seen = new HashSet<String>();
        return numbers.stream()
                .allMatch(number -> number.matches(form)
                        && seen.add(number.toLowerCase(Locale.ROOT).replaceAll("(?<![0-9])0+(?=[0-9])", "")));
    }

    private static String line(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
