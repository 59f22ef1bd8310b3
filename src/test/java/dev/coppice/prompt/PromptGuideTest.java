package dev.coppice.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.project.ProjectFile;
import dev.coppice.project.ProjectFile.Reading;
import dev.coppice.project.PromptTemplate.Placeholder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code docs/prompt.md} tells users must be so. */
class PromptGuideTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\{\\{[a-z]+}})` \\|");
    private static final Pattern EXAMPLE = Pattern.compile("(?s)```text\n(.*?)```\n");

    private static String guide() throws IOException {
        return Files.readString(Path.of("docs", "prompt.md"));
    }

    @Test
    void everyPlaceholderIsExplainedAndNoOther() throws IOException {
        assertThat(ROW.matcher(guide()).results().map(row -> row.group(1)))
                .containsExactlyElementsOf(Stream.of(Placeholder.values())
                        .map(Placeholder::written)
                        .toList());
    }

    @Test
    void theExampleIsATemplate() throws IOException {
        var example =
                EXAMPLE.matcher(guide()).results().findFirst().orElseThrow().group(1);
        var files = Map.of(ProjectFile.NAME, "prompt: .coppice/prompt.md\n", ".coppice/prompt.md", example);

        var reading = ProjectFile.read(
                path -> Optional.ofNullable(files.get(path)).map(text -> text.getBytes(StandardCharsets.UTF_8)));

        assertThat(reading)
                .isInstanceOfSatisfying(
                        Reading.Read.class,
                        read -> assertThat(read.settings().prompt().template()).contains("{{body}}"));
    }

    @Test
    void theNamesOfHouseFilesAreThoseOfTheGuide() throws IOException {
        assertThat(guide()).contains("`" + String.join("`, `", HouseFiles.NAMES) + "`");
    }
}
