package dev.coppice.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.coppice.task.TaskNumber;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.stream.Stream;

/** What was read of a plan, as {@code coppice validate --json} and the API tell it. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@RegisterForReflection(targets = {PlanJson.class, PlanJson.Batch.class, PlanJson.Task.class, PlanJson.Diagnostic.class})
public record PlanJson(String dialect, int tasksTotal, List<Batch> batches, List<Diagnostic> diagnostics) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Batch(String id, String title, String mode, List<Task> tasks) {

        static Batch of(dev.coppice.plan.Batch batch) {
            return new Batch(
                    batch.number(),
                    batch.title(),
                    batch.mode().word(),
                    batch.tasks().stream().map(Task::of).toList());
        }
    }

    /** A task; its verification holds the commands first and the criteria after them. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Task(
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

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Diagnostic(String severity, String code, int line, int column, String message) {

        static Diagnostic of(dev.coppice.plan.Diagnostic diagnostic) {
            return new Diagnostic(
                    diagnostic.severity().word(),
                    diagnostic.code(),
                    diagnostic.line(),
                    diagnostic.column(),
                    diagnostic.message());
        }
    }

    public static PlanJson of(ParsedPlan parsed) {
        var plan = parsed.plan();
        return new PlanJson(
                plan.dialect(),
                plan.tasks().size(),
                plan.batches().stream().map(Batch::of).toList(),
                parsed.diagnostics().stream().map(Diagnostic::of).toList());
    }

    /** On one line. */
    public String text() {
        try {
            return MAPPER.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write the plan as JSON", e);
        }
    }
}
