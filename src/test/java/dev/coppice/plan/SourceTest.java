package dev.coppice.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.coppice.plan.reading.PlanParser;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTest {

    private static final String PLAN = "## Batch 1: A\n\n### Task 1.1: a\n**Verify:**\n```sh\nmake\n```\n";

    @Test
    void aByteOrderMarkIsNoPartOfThePlan() {
        assertThat(Sample.of("\uFEFF" + PLAN).tasks()).isEqualTo(Sample.of(PLAN).tasks());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\r"})
    void theEndOfALineMayBeWrittenInThreeWays(String end) {
        PlannedTask task = Sample.of(PLAN.replace("\n", end)).task(0);

        assertThat(task.line()).isEqualTo(3);
        assertThat(task.verification().commands()).containsExactly("make");
        assertThat(task.body()).isEqualTo(Sample.of(PLAN).task(0).body().replace("\n", end));
    }

    @Test
    void aHeadingMayBeUnderlined() {
        Sample sample = Sample.of("Plan\n====\n\nBatch 1: A\n----------\n\n### Task 1.1: a\n");

        assertThat(sample.numbers()).containsExactly("1.1");
        assertThat(sample.parsed().plan().title()).isEqualTo("Plan");
        assertThat(sample.batches().getFirst().title()).isEqualTo("A");
    }

    @Test
    void tildesFenceAsBackticksDo() {
        PlannedTask task = Sample.task("~~~sh\necho hi\n### no task\n~~~\n");

        assertThat(task.scripts()).containsExactly(new Script("sh", "echo hi\n### no task\n"));
    }

    @Test
    void theLastLineNeedsNoEnd() {
        assertThat(Sample.of("## Batch 1: A\n### Task 1.1: a\n**Commit:** x")
                        .task(0)
                        .commitMessage())
                .isEqualTo("x");
    }

    @Test
    void bytesThatAreNoTextAreNamedByTheirPlace() {
        byte[] bytes = "# Plan\nx\n".getBytes(StandardCharsets.UTF_8);
        bytes[7] = (byte) 0xFF;

        Sample sample = Sample.of(bytes);

        assertThat(sample.errors()).containsExactly("error not-utf8 2");
        assertThat(sample.messages("not-utf8").getFirst()).contains("0xFF").contains("offset 7");
        assertThat(Sample.of("# P\n\0\n").errors()).containsExactly("error not-utf8 2");
    }

    @Test
    void aPlanHasLimits() {
        assertThat(Sample.of(new byte[PlanParser.LARGEST + 1]).errors()).containsExactly("error too-large 1");
        assertThat(Sample.of("x\n".repeat(110_000)).errors()).containsExactly("error too-large 1");
        assertThat(Sample.of("ok\n" + "- ".repeat(1_000) + "x\n").errors()).containsExactly("error too-large 2");
        assertThat(Sample.of(">".repeat(100_000) + "x\n").errors()).containsExactly("error too-large 1");
    }

    @Test
    void frontMatterIsReadAndUnknownKeysAreNoted() {
        Sample sample = Sample.of("---\ntitle: \"The plan\"\ndialect: native\nowner: me\n---\n" + PLAN);

        assertThat(sample.parsed().plan().title()).isEqualTo("The plan");
        assertThat(sample.problems()).contains("note front-matter-key 4");
        assertThat(sample.task(0).line()).isEqualTo(8);
    }

    @Test
    void aRuleAtTheTopIsNoFrontMatter() {
        assertThat(Sample.of("---\n\n" + PLAN).isAccepted()).isTrue();
    }

    @Test
    void theDialectThatIsAskedForWins() {
        assertThat(Sample.of(PLAN, "native").isAccepted()).isTrue();
        assertThat(Sample.of(PLAN, "klingon").errors()).containsExactly("error unknown-dialect 1");
        assertThat(Sample.of("---\ndialect: spec-kit\n---\n" + PLAN).errors()).containsExactly("error no-task 1");
        assertThat(Sample.of("---\ndialect: klingon\n---\n" + PLAN, "native").isAccepted())
                .isTrue();
    }

    @Test
    void twoSignaturesAskForAnAnswer() {
        String both = PLAN + "\n## More\n- [ ] T001 a\n- [ ] T002 b\n- [ ] T003 c\n";

        assertThat(Sample.of(both).errors()).containsExactly("error ambiguous-dialect 1");
        assertThat(Sample.of(both).messages("ambiguous-dialect").getFirst()).contains("native or spec-kit");
        assertThat(Sample.of(both, "native").isAccepted()).isTrue();
    }

    @Test
    void aDiagnosticPointsAtThePartOfTheLineThatItIsAbout() {
        Sample sample = Sample.of("## Batch 1: A\n- [ ] **Task 1.1: a**\n  - **Depends on**: 7.7\n  - **Blocks:** x\n");

        assertThat(sample.parsed().diagnostics())
                .extracting(Diagnostic::code, Diagnostic::line, Diagnostic::column)
                .contains(tuple("unknown-dependency", 3, 21), tuple("reverse-dependency", 4, 3));
    }
}
