package dev.coppice.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.plan.assembly.PlanContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanContextTest {

    private static String context(String text) {
        return Sample.of(text).parsed().plan().context();
    }

    @Test
    void whatStandsBeforeTheFirstBatchIsKeptToTheLastSpace() {
        var context = context("""
                ---
                gate: make
                ---

                # Shed

                **Goal:** a *dry* shed.\s\s
                    - no nails

                ## Constraints

                Wood only.

                ---

                ## Batch 1: Floor

                All of it by hand.

                ### Task 1.1: Pour it
                """);

        assertThat(context)
                .isEqualTo("# Shed\n\n**Goal:** a *dry* shed.  \n    - no nails\n\n## Constraints\n\nWood only.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "## Task 1.1: a\n",
                "- [ ] **Task 1.1: a**\n",
                "## Phase 1: A\n\nLater.\n\n### Batch 1: B\n#### Task 1.1: a\n"
            })
    void whateverFormTheFirstHeadHasItEndsThere(String head) {
        assertThat(context("# Shed\n\nDry.\n\n" + head + "\nBody.\n")).isEqualTo("# Shed\n\nDry.");
    }

    @Test
    void aPlanThatBeginsWithItsFirstBatchSaysNothing() {
        assertThat(context("\n \n## Batch 1: A\n### Task 1.1: a\n")).isEmpty();
        assertThat(context("---\ntitle: A\n---\n## Batch 1: A\n### Task 1.1: a\n"))
                .isEmpty();
    }

    @Test
    void onlySoMuchIsKeptAndItSaysSo() {
        var lines = context("words \uD83C\uDF33 and words\n".repeat(5000) + "## Batch 1: A\n### Task 1.1: a\n");
        var oneLine = context("x" + "\uD83C\uDF33".repeat(20_000) + "\n## Batch 1: A\n### Task 1.1: a\n");

        assertThat(lines)
                .hasSizeBetween(PlanContext.LONGEST / 2, PlanContext.LONGEST + PlanContext.REST.length())
                .endsWith("and words" + PlanContext.REST);
        assertThat(oneLine)
                .hasSizeLessThanOrEqualTo(PlanContext.LONGEST + PlanContext.REST.length())
                .endsWith("\uD83C\uDF33" + PlanContext.REST);
    }
}
