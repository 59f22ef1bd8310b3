package dev.coppice.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.coppice.plan.ParsedPlan;
import dev.coppice.plan.PlannedTask;
import dev.coppice.plan.TaskFile;
import dev.coppice.task.TaskNumber;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.stream.Stream;

/** What {@code validate --json} prints. */
@RegisterForReflection(targets = {PlanJson.class, PlanJson.Batch.class, PlanJson.Task.class, PlanJson.Diagnostic.class})
record PlanJson(String dialect, int tasksTotal, List<Batch> batches, List<Diagnostic> diagnostics) {

    private static final ObjectMapper MAPPER =
            new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

    record Batch(String id, String title, String mode, List<Task> tasks) {

        static Batch of(dev.coppice.plan.Batch batch) {
            return new Batch(
                    batch.number(),
                    batch.title(),
                    batch.mode().word(),
                    batch.tasks().stream().map(Task::of).toList());
        }
    }

    /** A task; its verification holds the commands first and the criteria after them. */
    record Task(
            String id,
            String title,
            int line,
            boolean done,
            List<String> files,
            List<String> verification,
            List<String> dependsOn) {

        static Task of(PlannedTask task) {
            var verification = task.verification();
            return new Task(
                    task.number().text(),
                    task.title(),
                    task.line(),
                    task.done(),
                    task.files().stream().map(TaskFile::path).distinct().toList(),
                    Stream.concat(verification.commands().stream(), verification.criteria().stream())
                            .toList(),
                    task.parents().stream().map(TaskNumber::text).toList());
        }
    }

    record Diagnostic(String severity, String code, int line, int column, String message) {

        static Diagnostic of(dev.coppice.plan.Diagnostic diagnostic) {
            return new Diagnostic(
                    diagnostic.severity().word(),
                    diagnostic.code(),
                    diagnostic.line(),
                    diagnostic.column(),
                    diagnostic.message());
        }
    }

    static String of(ParsedPlan parsed) {
        var plan = parsed.plan();
        var json = new PlanJson(
                plan.dialect(),
                plan.tasks().size(),
                plan.batches().stream().map(Batch::of).toList(),
                parsed.diagnostics().stream().map(Diagnostic::of).toList());
        try {
            return MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write the plan as JSON", e);
        }
    }
}
