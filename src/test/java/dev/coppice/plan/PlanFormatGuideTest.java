package dev.coppice.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.plan.finding.Rule;
import dev.coppice.plan.outline.Fence;
import dev.coppice.plan.outline.OutlineReader;
import dev.coppice.plan.text.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code docs/plan-format.md} tells users must be so. */
class PlanFormatGuideTest {

    private static final Path GUIDE = Path.of("docs", "plan-format.md");
    private static final Pattern CODE = Pattern.compile("\\| `([a-z0-9-]+)` \\| (error|warning|note) \\|.*");

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleCanBeRun(String example) {
        Sample sample = Sample.of(example);

        assertThat(sample.errors()).isEmpty();
        assertThat(sample.tasks()).isNotEmpty();
    }

    static List<String> examples() throws IOException {
        var source = new SourceText(Files.readString(GUIDE));
        List<String> examples = OutlineReader.read(source, 0).fences().stream()
                .filter(fence -> fence.language().equals("markdown"))
                .map(Fence::content)
                .toList();
        assertThat(examples).hasSizeGreaterThan(5);
        return examples;
    }

    @Test
    void theFirstExampleRunsAsTheGuideSays() throws IOException {
        Sample sample = Sample.of(examples().getFirst());

        assertThat(sample.batches().get(1).needs()).containsExactly(1);
        assertThat(sample.edges("1.2")).isEmpty();
        assertThat(sample.task(0).verification())
                .isEqualTo(new Verification(
                        List.of("sh src/greet.sh Ann"), List.of("The greeting ends without a full stop")));
    }

    @Test
    void everyDiagnosticIsExplained() throws IOException {
        List<String> explained = Files.readAllLines(GUIDE).stream()
                .map(CODE::matcher)
                .filter(Matcher::matches)
                .map(row -> row.group(1) + " " + row.group(2))
                .toList();

        assertThat(explained)
                .containsExactlyElementsOf(Stream.of(Rule.values())
                        .map(rule -> rule.code + " " + rule.severity.word())
                        .toList());
    }
}
