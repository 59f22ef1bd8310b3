package dev.coppice.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.coppice.plan.Dependency;
import dev.coppice.plan.PlannedTask;
import dev.coppice.plan.Script;
import dev.coppice.plan.TaskFile;
import dev.coppice.plan.Verification;
import dev.coppice.project.ProjectSettings;
import dev.coppice.project.PromptSettings;
import dev.coppice.project.PullRequestSettings;
import dev.coppice.project.VerificationSettings;
import dev.coppice.project.WorktreeSettings;
import dev.coppice.task.TaskNumber;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** The form in which planned tasks and settings are stored; apart from the API's, because stored rows outlive its changes. */
@RegisterForReflection(
        targets = {
            PlannedTask.class,
            TaskFile.class,
            Script.class,
            Verification.class,
            Dependency.class,
            TaskNumber.class,
            ExecutionSettings.class,
            RepositoryTerms.class,
            PartBudgets.class,
            ProjectSettings.class,
            WorktreeSettings.class,
            VerificationSettings.class,
            PromptSettings.class,
            PullRequestSettings.class,
            BaselineCheck.class,
            BaselineCheck[].class
        })
final class Json {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Json() {}

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot store " + value.getClass().getSimpleName() + " as JSON", e);
        }
    }

    static <T> T read(String stored, Class<T> type) {
        try {
            return MAPPER.readValue(stored, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot read a stored " + type.getSimpleName(), e);
        }
    }
}
