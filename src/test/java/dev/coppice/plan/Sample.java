package dev.coppice.plan;

import dev.coppice.plan.reading.PlanParser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A plan written in a test, and what became of it. */
record Sample(ParsedPlan parsed) {

    static Sample of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    static Sample of(byte[] bytes) {
        return new Sample(PlanParser.parse("plan.md", bytes));
    }

    static Sample of(String text, String dialect) {
        return new Sample(PlanParser.parse("plan.md", text.getBytes(StandardCharsets.UTF_8), Optional.of(dialect)));
    }

    /** A plan of one batch and one task with this body. */
    static PlannedTask task(String body) {
        return of("# Plan\n\n## Batch 1: First\n\n### Task 1.1: Only\n" + body)
                .tasks()
                .getFirst();
    }

    boolean isAccepted() {
        return parsed instanceof ParsedPlan.Accepted;
    }

    List<Batch> batches() {
        return parsed.plan().batches();
    }

    List<PlannedTask> tasks() {
        return parsed.plan().tasks();
    }

    List<String> numbers() {
        return tasks().stream().map(task -> task.number().text()).toList();
    }

    PlannedTask task(int index) {
        return tasks().get(index);
    }

    /** The edges of a task as words: "1.1 HARD". */
    List<String> edges(String number) {
        return tasks().stream()
                .filter(task -> task.number().text().equals(number))
                .flatMap(task -> task.dependsOn().stream())
                .map(dependency -> dependency.on() + " " + dependency.kind())
                .toList();
    }

    /** The diagnostics as words: "error cycle 3". */
    List<String> problems() {
        return parsed.diagnostics().stream()
                .map(diagnostic ->
                        "%s %s %d".formatted(diagnostic.severity().word(), diagnostic.code(), diagnostic.line()))
                .toList();
    }

    List<String> errors() {
        return problems().stream()
                .filter(problem -> problem.startsWith("error"))
                .toList();
    }

    List<String> messages(String code) {
        return parsed.diagnostics().stream()
                .filter(diagnostic -> diagnostic.code().equals(code))
                .map(Diagnostic::message)
                .toList();
    }
}
