package dev.coppice.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coppice.cli.terminal.Paint;
import dev.coppice.plan.Plan;
import dev.coppice.plan.reading.PlanParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What is said of a plan, how it is drawn, and that it reads the same when it is written anew. */
class PlanCommandsTest {

    private static final String PLAN = """
            # Shed
            ## Batch 1: Floor
            ### Task 1.1: Pour "it" #1; `rm` <b>&amp;</b> ]--> x
            ### [x] Task 1.2: Sweep it
            **Depends on:** 1.1
            ## Batch 2: Walls \\" [label="
            ### Task 2.1: Raise them
            ### Task 2.2: Paint them
            **Depends on:** 2.1
            """;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(Object command, String... arguments) {
        return new CommandLine(command)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private String plan(String text) throws IOException {
        return Files.writeString(folder.resolve("plan.md"), text).toString();
    }

    @Test
    void theCaretStandsBelowTheColumnWhateverTheLetters() {
        assertThat(new Excerpt("任务 x\ty", 7, 4, Paint.PLAIN).text()).isEqualTo("    7 | 任务 x y\n      |      ^\n");
        assertThat(new Excerpt(" ".repeat(3) + "a".repeat(500) + "b", 12345, 504, Paint.PLAIN).text())
                .satisfies(text -> {
                    var lines = text.lines().toList();
                    assertThat(lines.get(0)).startsWith("12345 | ...").endsWith("ab");
                    assertThat(lines.get(1).indexOf('^')).isEqualTo(lines.get(0).lastIndexOf('b'));
                });
        assertThat(new Excerpt("\u001b[31mred", 1, 99, Paint.PLAIN).text()).doesNotContain("\u001b");
        assertThat(new Excerpt("  ", 1, 1, Paint.PLAIN).text()).isEmpty();
        assertThat(Paint.COLOURED.red("x")).isEqualTo("\u001b[1;31mx\u001b[0m");
        assertThat(Paint.ofTerminal()).isEqualTo(Paint.PLAIN);
    }

    @Test
    void sarifHasWhatItsStandardRequires() throws IOException {
        int code = run(new ValidateCommand(), plan(PLAN + "**Depends on:** 9.9\n"), "--sarif");

        JsonNode log = new ObjectMapper().readTree(out.toString());
        assertThat(code).isEqualTo(2);
        assertThat(log.get("version").asText()).isEqualTo("2.1.0");
        assertThat(log.get("runs")).hasSize(1);
        JsonNode run = log.at("/runs/0");
        assertThat(run.at("/tool/driver/name").asText()).isEqualTo("coppice");
        assertThat(run.get("columnKind").asText()).isIn("utf16CodeUnits", "unicodeCodePoints");
        JsonNode rules = run.at("/tool/driver/rules");
        assertThat(rules.findValuesAsText("id")).doesNotHaveDuplicates().contains("unknown-dependency");
        assertThat(run.get("results")).isNotEmpty().allSatisfy(result -> {
            assertThat(result.at("/message/text").asText()).isNotBlank();
            assertThat(result.get("level").asText()).isIn("none", "note", "warning", "error");
            assertThat(rules.get(result.get("ruleIndex").asInt()).get("id").asText())
                    .isEqualTo(result.get("ruleId").asText());
            JsonNode place = result.at("/locations/0/physicalLocation");
            assertThat(place.at("/artifactLocation/uri").asText())
                    .startsWith("file:///")
                    .endsWith("/plan.md");
            assertThat(place.at("/region/startLine").asInt()).isPositive();
            assertThat(place.at("/region/startColumn").asInt()).isPositive();
        });
        assertThat(new Sarif(Path.of("docs/a b:ü.md"), List.of()).text()).contains("\"results\":[]");
    }

    @Test
    void onlyOneFormIsPrinted() throws IOException {
        assertThat(run(new ValidateCommand(), plan(PLAN), "--sarif", "--json")).isEqualTo(2);
        assertThat(run(new PlanCommand(), "show", plan(PLAN), "--dot", "--mermaid"))
                .isEqualTo(2);
        assertThat(run(new PlanCommand())).isEqualTo(2);
    }

    @Test
    void theTextSaysWhatCouldRunSideBySide() throws IOException {
        assertThat(run(new PlanCommand(), "show", plan(PLAN))).isZero();
        assertThat(out.toString()).endsWith("""

                in order, side by side where there are workers:
                    1. 1.1
                    2. 2.1
                    3. 2.2
                """);
    }

    @Test
    void whatAPlanSaysIsNoPartOfAGraphsLanguage() throws IOException {
        assertThat(run(new PlanCommand(), "show", "--mermaid", plan(PLAN))).isZero();
        assertThat(out.toString().lines())
                .contains(
                        "    b1t1[\"1.1 Pour #34;it#34; #35;1#59; #96;rm#96; #60;b#62;#38;amp#59;#60;/b#62; #93;--#62; x\"]",
                        "    b1t2[\"1.2 Sweep it\"]:::done",
                        "  b1 --> b2",
                        "  b1t1 --> b1t2",
                        "  b2t1 --> b2t2");
        out.getBuffer().setLength(0);

        assertThat(run(new PlanCommand(), "show", "--dot", plan(PLAN))).isZero();
        assertThat(out.toString().lines())
                .contains(
                        "    label=\"2 Walls \\\\\\\" [label=\\\"\";",
                        "    b1t1 [label=\"1.1 Pour \\\"it\\\" #1; `rm` <b>&amp;</b> ]--> x\"];",
                        "  b1 -> b2 [ltail=cluster_b1, lhead=cluster_b2];");
    }

    @Test
    void aPlanThatCannotBeRunIsDrawnAsFarAsItWasReadAndNotConverted() throws IOException {
        var bad = plan(PLAN + "**Depends on:** 9.9\n");
        assertThat(run(new PlanCommand(), "show", bad)).isEqualTo(2);
        assertThat(out.toString()).contains("2.2  Paint them");
        out.getBuffer().setLength(0);
        assertThat(run(new PlanCommand(), "convert", bad)).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(run(new PlanCommand(), "convert", bad, "--to", "kiro")).isEqualTo(2);
    }

    @SuppressWarnings("StringConcatToTextBlock") // ends of lines and marks of byte order are seen in them
    @ParameterizedTest
    @ValueSource(
            strings = {
                PLAN,
                "## Batch 1: Floor\n\n| Task | Description | Files | Depends on | Status |\n|--|--|--|--|--|\n"
                        + "| 1.1 | User model | `user.py` | none | completed |\n| 1.2 | Role model | `role.py` | 1.1 | open |\n",
                "## Batch 1: Models\n\n- [x] **Task 1.1: User**\n  - **Files**: `user.py` (new)\n"
                        + "- [ ] **Task 1.2: Role**\n  - **Files**: `role.py` (new)\n  - **Depends on**: 1.1\n  - **Verify**: `python -m pytest`\n",
                "# A\n\n### Task 1: One\n\nDo it.\n\n### Task 2: Two\n\n```sh\necho\n```\n",
                "---\ntitle: \"T: x\"\nbare_commands: true\ngate:\n  - npm ci\n  - npm test\n---\n\nTo all.\n\n## Phase 1: P\n\n"
                        + "### Batch 1a: A\n\n**Agent:** codex\n\n#### Task 1.1: One\n\n**Verification:**\n- test -f x\n\n"
                        + "### Batch 1b: B (sequential)\n\n**Approval:** required\n\n#### Task 1.2: Two\n\nx\n\n#### Task 1.3: Three\n\ny\n\n"
                        + "## Phase 2: Q (no dependencies)\n\n### Batch 2a: C\n\n#### Task 2.1: Four\n\n##### Notes\n\nz\n",
                "## Batch 1: A\n\n### Task 1.1: One\n\n**Depends on:** 2.1\n\n### Task 1.2: Two\n\nx\n\n## Batch 2: B\n\n### Task 2.1: T\n\nx\n\n"
                        + "## Batch 3: C (depends on Batch 1)\n\n### Task 3.1: T\n\n**Depends on:** all prior tasks\n",
                "## Batch 1: A\n\n### Task 1.1: `code`: with **bold**, [link](x) and \\*\n\n````markdown\n# Guide\n\n```sh\nmake\n```\n````\n\n"
                        + "```bash\nx\n```\n\n**Commit:** `feat: x`\n\n**Rationale:** because\nof this\n\n### Task 1.2: #tag\n\n~~~sh\n```\n~~~\n",
                "\uFEFF## Batch 1: A\r\n\r\n### Task 1.1: One\r\n\r\n**Files:**\r\n- Create: `a.py:1-3`\r\n\r\n```sh\r\necho a\r\n```\r\n"
            })
    void aPlanThatIsWrittenAnewReadsTheSame(String text) {
        var before = read(text);
        var converted = new NativePlan(before, text.replace("\uFEFF", ""));

        var after = read(converted.text());

        var differences = new PlanDifferences(before, after, converted::number);
        assertThat(differences.grave()).as(converted.text()).isEmpty();
        assertThat(differences.slight()).as(converted.text()).isEmpty();
        assertThat(after.title()).isEqualTo(before.title());
        assertThat(new NativePlan(after, converted.text()).text()).isEqualTo(converted.text());
    }

    private static Plan read(String text) {
        return PlanParser.parse("plan.md", text.getBytes(StandardCharsets.UTF_8), Optional.empty())
                .plan();
    }

    /** Titles and texts are drawn from what could be mistaken for something else. */
    @Test
    void whateverTasksAreMadeOfTheyAreTheSameAfterwards() {
        var random = new Random(Long.getLong("coppice.property.seed", 7));
        var pieces = List.of(
                "`a`",
                "**b**",
                ": c",
                "[x]",
                "[ ]",
                "✅",
                "(done)",
                "~~d~~",
                "#",
                "Task 9.9: t",
                "\\",
                "任务：",
                "|",
                "<!--",
                "- e",
                "\"");
        var lines = List.of(
                "text",
                "",
                "- [ ] **Step 1: x**",
                "```",
                "````",
                "~~~",
                "```sh",
                "echo",
                "# h",
                "#### h",
                "> q",
                "    code",
                "**Files:** `a.py`",
                "**Verification:**",
                "- `test -f a`",
                "- prose",
                "<!--",
                "-->",
                "**Note:** n",
                "| a | b |",
                "|--|--|");
        for (int round = 0; round < 150; round++) {
            var text = new StringBuilder("## Batch 1: B\n\n");
            for (int task = 1; task <= 3; task++) {
                text.append("### Task 1.").append(task).append(": T");
                draw(random, pieces, 3).forEach(piece -> text.append(' ').append(piece));
                text.append("\n\n");
                draw(random, lines, 8).forEach(line -> text.append(line).append('\n'));
                text.append('\n');
            }
            var parsed = PlanParser.parse(
                    "plan.md", text.toString().getBytes(StandardCharsets.UTF_8), Optional.of("native"));
            if (parsed instanceof dev.coppice.plan.ParsedPlan.Accepted(var before, var _)) {
                var converted = new NativePlan(before, text.toString());
                var differences = new PlanDifferences(before, read(converted.text()), converted::number);
                assertThat(differences.grave())
                        .as(text + "\n=====>\n" + converted.text())
                        .isEmpty();
            }
        }
    }

    private static List<String> draw(Random random, List<String> from, int most) {
        var drawn = new ArrayList<String>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            drawn.add(from.get(random.nextInt(from.size())));
        }
        return drawn;
    }
}
