package dev.coppice.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HiddenHeadTest {

    @Test
    void aTaskHiddenByNestedFencesOfOneLengthIsAnError() {
        Sample sample = Sample.of("""
                ## Batch 1: A
                ### Task 1.1: Write the guide
                ```markdown
                # Guide
                ```bash
                make
                ```
                ## Usage
                ```
                ### Task 1.2: Hidden
                ```sh
                true
                ```
                """);

        assertThat(sample.errors()).contains("error hidden-head 10");
        assertThat(sample.problems()).contains("warning leaked-head 8");
    }

    @Test
    void fourBackticksHideNothing() {
        Sample sample = Sample.of("""
                ## Batch 1: A
                ### Task 1.1: Write the guide
                ````markdown
                ```bash
                make
                ```
                ## Usage
                ````
                ### Task 1.2: Visible
                """);

        assertThat(sample.isAccepted()).isTrue();
        assertThat(sample.numbers()).containsExactly("1.1", "1.2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"```", "```text", "~~~", "~~~markdown"})
    void aSampleInAWellFormedFenceIsNoted(String fence) {
        Sample sample = Sample.of("## Batch 1: A\n### Task 1.1: a\n" + fence + "\n### Task N: [Name]\n### Task 9.9: x\n"
                + fence.substring(0, 3) + "\n### Task 1.2: b\n");

        assertThat(sample.numbers()).containsExactly("1.1", "1.2");
        assertThat(sample.isAccepted()).isTrue();
        assertThat(sample.problems()).contains("note sample-head 5");
    }

    @Test
    void aFenceThatNeverEndsIsAnError() {
        Sample sample = Sample.of("## Batch 1: A\n### Task 1.1: a\n```\n### Task 1.2: b\n");

        assertThat(sample.errors()).contains("error open-fence 3");
        assertThat(sample.problems()).anyMatch(problem -> problem.endsWith("-head 4"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!--\n### Task 1.2: b\n-->",
                "<details>\n### Task 1.2: b\n</details>",
                "- a list\n  ### Task 1.2: b\n",
                "<!--\n- [ ] **Task 1.2: b**\n-->"
            })
    void aHeadThatMarkdownHidesIsAnError(String hiding) {
        Sample sample = Sample.of("## Batch 1: A\n### Task 1.1: a\n\n" + hiding + "\n");

        assertThat(sample.errors()).containsExactly("error hidden-head 5");
    }

    @Test
    void afterABlankLineInHtmlAHeadIsVisible() {
        Sample sample = Sample.of("## Batch 1: A\n<details>\n\n### Task 1.1: a\n\n</details>\n");

        assertThat(sample.numbers()).containsExactly("1.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"> ### Task 1.2: b", "      ### Task 1.2: b"})
    void aQuotedOrIndentedHeadIsReportedAndNotRead(String line) {
        Sample sample = Sample.of("## Batch 1: A\n### Task 1.1: a\n\n" + line + "\n");

        assertThat(sample.numbers()).containsExactly("1.1");
        assertThat(sample.problems()).contains("warning ignored-head 4");
    }

    @Test
    void frontMatterThatNeverClosesHidesNothing() {
        Sample sample = Sample.of("---\ntitle: x\n\n## Batch 1: A\n### Task 1.1: a\n");

        assertThat(sample.numbers()).containsExactly("1.1");
        assertThat(sample.errors()).containsExactly("error front-matter-open 1");
    }

    @Test
    void aCheckboxOutsideEveryTaskIsReported() {
        Sample sample =
                Sample.of("## Batch 1: A\n### Task 1.1: a\n- [ ] 1.2 a step\n## After\n- [ ] 2.1 what is this\n");

        assertThat(sample.problems()).contains("note ignored-line 3", "warning ignored-head 5");
    }
}
