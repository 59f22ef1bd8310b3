package dev.coppice.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.coppice.plan.assembly.HeadScan;
import dev.coppice.plan.draft.Structure;
import dev.coppice.plan.finding.Findings;
import dev.coppice.plan.nativ.StructureReader;
import dev.coppice.plan.outline.FrontMatter;
import dev.coppice.plan.outline.Outline;
import dev.coppice.plan.outline.OutlineReader;
import dev.coppice.plan.outline.TableReader;
import dev.coppice.plan.reading.PlanParser;
import dev.coppice.plan.text.SourceText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RobustnessTest {

    private static final List<String> PIECES = List.of(
            "# Plan",
            "## Batch 1: A",
            "## Batch 2: B (depends on Batch 1)",
            "### Batch 3: C",
            "## Phase 1: P (COMPLETE)",
            "### Task 1.1: a",
            "### Task 1.2: b",
            "#### Task 2.1: c",
            "### Task 2.2 — d ✅",
            "### Task 2.2 — e",
            "### ~~Task 3.1: f~~",
            "### 1.3 g",
            "### [x] Task 4.1: h",
            "## Task 5.1: i",
            "- [ ] **Task 6.1: j**",
            "- task-001: k",
            "| Task | Title |",
            "|------|-------|",
            "| 7.1 | l |",
            "```",
            "```sh",
            "```markdown",
            "````",
            "~~~",
            "<!--",
            "-->",
            "<details>",
            "> ### Task 8.1: m",
            "    ### Task 8.2: n",
            "- x\n  ### Task 8.3: o",
            "**Depends on:** 1.1, 1.2",
            "**Depends on:** all prior tasks",
            "**Depends on:** 2.1-2.9",
            "**Files:**",
            "- Create: `a.py`",
            "**Verification:**",
            "- `make`",
            "---",
            "",
            "## Usage",
            "text",
            "dialect: native",
            "- [ ] 1.1 step",
            "- [ ] T001 step",
            "### Task X: y",
            "Batch 9: z\n---");

    private static final Pattern TASK_SHAPED = Pattern.compile(
            "[ >*-]*(?:#{1,6} +(?:\\[.] +)?(?:~~)?(?:Batch|Phase|Wave|Task) +[0-9][0-9.a-z]*(?: ?[:—-] .*)|- \\[.] (?:\\*\\*Task [0-9].*|T[0-9]{3}.*|[0-9]\\.[0-9].*))");

    @Test
    void everyLineThatLooksLikeAHeadIsAccountedFor() {
        Random random = new Random(20_260_101);
        for (int round = 0; round < 1_500; round++) {
            String text = randomPlan(random);
            var source = new SourceText(text);
            var findings = new Findings(source);
            FrontMatter frontMatter = FrontMatter.of(source, findings);
            Outline outline = OutlineReader.read(source, frontMatter.lines());
            Structure structure = StructureReader.read(outline, TableReader.read(outline), findings, "plan");

            new HeadScan(structure, outline, findings).account();

            for (int line = 1; line <= source.lines(); line++) {
                if (TASK_SHAPED.matcher(source.line(line)).matches()) {
                    assertThat(structure.isHead(line) ^ structure.ignored.containsKey(line))
                            .as("line %d, '%s', of:%n%s", line, source.line(line), text)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void anAcceptedPlanCanRunToItsEnd() {
        Random random = new Random(7);
        for (int round = 0; round < 1_500; round++) {
            if (Sample.of(randomPlan(random)).parsed() instanceof ParsedPlan.Accepted(var plan, var _)) {
                assertThat(canRun(plan)).isTrue();
            }
        }
    }

    /** Runs a plan as the queue would: whatever waits for nothing unfinished, until nothing is left or nothing moves. */
    private static boolean canRun(Plan plan) {
        List<PlannedTask> open = new ArrayList<>(plan.tasks());
        boolean moved = true;
        while (moved) {
            Set<String> waiting =
                    open.stream().map(task -> task.number().text()).collect(Collectors.toSet());
            moved = open.removeIf(task -> isReady(task, plan, waiting));
        }
        return open.isEmpty();
    }

    private static boolean isReady(PlannedTask task, Plan plan, Set<String> waiting) {
        Batch batch = plan.batches().stream()
                .filter(each -> each.tasks().contains(task))
                .findFirst()
                .orElseThrow();
        return task.parents().stream().noneMatch(parent -> waiting.contains(parent.text()))
                && batch.needs().stream()
                        .flatMap(needed -> plan.batches().get(needed - 1).tasks().stream())
                        .noneMatch(other -> waiting.contains(other.number().text()));
    }

    @Test
    void garbageNeverThrows() {
        Random random = new Random(42);
        for (int round = 0; round < 1_500; round++) {
            byte[] bytes = randomPlan(random).getBytes(StandardCharsets.UTF_8);
            for (int flips = random.nextInt(20); flips > 0 && bytes.length > 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            assertThatCode(() -> PlanParser.parse("garbage.md", bytes)).doesNotThrowAnyException();
        }
    }

    @Test
    void halfOfAPlanNeverThrows() {
        String plan = String.join("\n", PIECES);
        for (int end = 0; end < plan.length(); end++) {
            byte[] bytes = plan.substring(0, end).getBytes(StandardCharsets.UTF_8);
            assertThatCode(() -> PlanParser.parse("half.md", bytes)).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @MethodSource("hostilePlans")
    void hostilePlansEndInReasonableTime(String plan) {
        byte[] bytes = plan.getBytes(StandardCharsets.UTF_8);

        Assertions.assertTimeout(Duration.ofSeconds(60), () -> PlanParser.parse("hostile.md", bytes));
    }

    private static String checkboxes(int last) {
        return "## Phase 1: A\n"
                + IntStream.rangeClosed(1, last)
                        .mapToObj("- [ ] T%05d [P] a\n"::formatted)
                        .collect(Collectors.joining());
    }

    static List<String> hostilePlans() {
        return List.of(
                "[a\n".repeat(10_000),
                "\"a\n".repeat(90_000),
                "> \t\"a\n".repeat(20_000),
                "  a\n".repeat(90_000) + "===\n",
                "-".repeat(1_000_000) + "\n- [ ] T001 a\n",
                "- [ ] " + "-".repeat(1_000_000) + "\n- [ ] 1.1 a\n",
                ("- [ ] T001 " + "-".repeat(3_900) + "\n").repeat(500),
                "## Tasks\n" + "- [ ] 1. a\n  - _Requirements: 1_\n".repeat(10_000),
                "## 1. A\n" + "- [ ] a\n".repeat(4_900),
                checkboxes(2_400) + "### Break\n"
                        + checkboxes(4_800).substring(checkboxes(2_400).length()),
                "{\"tasks\": [" + "{\"id\": 1, \"title\": \"a\"},".repeat(10_000),
                "{\"tasks\": " + "[".repeat(1_000_000),
                "- a\n".repeat(10_000),
                "> a\n".repeat(10_000),
                "```\n".repeat(10_000),
                "| a | b |\n|--|--|\n".repeat(5_000),
                "#".repeat(6) + " " + "x".repeat(1_000_000),
                "## Batch 1: A\n### Task 1.1: " + " ".repeat(1_000_000) + "x\n",
                "## Batch 1: " + "(".repeat(1_000_000) + "\n",
                "## Batch 1: A\n### Task 1.1: a\n**Files:** " + "`a`, ".repeat(100_000) + "\n",
                "## Batch 1: A\n### Task 1.1: a\n**Depends on:** " + "1.1 ".repeat(2_000) + "\n",
                "## Batch 1: A\n### Task 1.1: a\n- " + "**a:** ".repeat(1_000) + "\n",
                "|".repeat(1_000_000) + "\n" + "|-".repeat(500_000) + "\n",
                IntStream.range(0, 3_000)
                        .mapToObj(i -> "## Batch " + i + ": b\n")
                        .collect(Collectors.joining()),
                IntStream.range(1, 1_000)
                        .mapToObj(i -> "## Batch " + i + ": b\n### Task " + i + ".1: t\n**Files:** `f`\n")
                        .collect(Collectors.joining()));
    }

    private static String randomPlan(Random random) {
        return IntStream.range(0, random.nextInt(30))
                .mapToObj(_ -> PIECES.get(random.nextInt(PIECES.size())) + (random.nextInt(4) == 0 ? "\n\n" : "\n"))
                .collect(Collectors.joining());
    }
}
