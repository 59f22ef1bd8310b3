package dev.coppice.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coppice.project.ProjectSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTest {

    private static final ExecutionSettings SETTINGS =
            new ExecutionSettings("command", List.of("sh"), "host", Duration.ofMinutes(30), 4);

    @Test
    void settingsThatWereStoredBeforePromptsHadAnyAreTheUsualOnes() throws IOException {
        var stored = (ObjectNode) new ObjectMapper().readTree(Json.write(SETTINGS));
        ((ObjectNode) stored.get("project")).remove("prompt");

        assertThat(Json.read(stored.toString(), ExecutionSettings.class)).isEqualTo(SETTINGS);
    }

    @Test
    void whatPromptsHaveInCommonIsReadAsItWasWritten() {
        var settings = SETTINGS.in(ProjectSettings.usual().about("# Shed\n\n\t\"Wood\" \uD83C\uDF33 only.\u2028"));

        assertThat(Json.read(Json.write(settings), ExecutionSettings.class)).isEqualTo(settings);
    }

    @Test
    void theImageIsReadAsItWasWritten() {
        var settings = SETTINGS.inContainersOf("image:1");

        assertThat(Json.read(Json.write(settings), ExecutionSettings.class)).isEqualTo(settings);
    }
}
