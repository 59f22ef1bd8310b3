package dev.coppice.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderTest {

    private static List<List<Integer>> needs(String plan) {
        return Sample.of(plan).batches().stream().map(Batch::needs).toList();
    }

    @Test
    void aBatchThatDeclaresNothingDependsOnTheOneBefore() {
        assertThat(
                        needs(
                                "## Batch 1: A\n### Task 1.1: a\n## Batch 2: B\n### Task 2.1: b\n## Batch 3: C\n### Task 3.1: c\n"))
                .containsExactly(List.of(), List.of(1), List.of(1, 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "## Batch 2: B\n**Dependencies:** None\n",
                "## Batch 2 (no dependencies)\n",
                "## Batch 2 (depends on nothing — can run parallel with Batch 1)\n",
                "## Batch 2: B\n\nAll tasks in this batch have no dependencies.\n"
            })
    void aBatchThatDeclaresNoneDependsOnNothing(String head) {
        assertThat(needs("## Batch 1: A\n### Task 1.1: a\n" + head + "### Task 2.1: b\n"))
                .containsExactly(List.of(), List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "## Batch 3 (depends on Batch 1)\n",
                "## Batch 3 (after Batch 1): C\n",
                "## Batch 3: C\n**Dependencies:** Batch 1\n",
                "## Batch 3: C\n**Prerequisites:** Batch 1 complete\n",
                "## Batch 3: C\n\nAll tasks in this batch depend on Batch 1 completing (independent of Batch 2).\n",
                "## Batch 3: C\n**Dependencies:** 1\n"
            })
    void aBatchMayNameTheBatchesItDependsOn(String head) {
        assertThat(needs("## Batch 1: A\n### Task 1.1: a\n## Batch 2: B\n### Task 2.1: b\n" + head
                        + "### Task 3.1: c\n"))
                .containsExactly(List.of(), List.of(1), List.of(1));
    }

    @Test
    void aBatchMayNameTasks() {
        Sample sample = Sample.of(
                "## Batch 1: A\n### Task 1.1: a\n### Task 1.2: b\n## Batch 2 — B (depends on 1.1)\n### Task 2.1: c\n");

        assertThat(sample.edges("2.1")).containsExactly("1.1 HARD");
        assertThat(sample.batches().get(1).needs()).isEmpty();
    }

    @Test
    void theFirstBatchOfAPhaseDependsOnTheWholePhaseBefore() {
        assertThat(needs("""
                                ## Phase 1: One
                                ### Batch 1a: x
                                #### Task 1.1: a
                                ### Batch 1b: y
                                **Dependencies:** none
                                #### Task 1.2: b
                                ## Phase 2: Two
                                ### Batch 2a: z
                                #### Task 2.1: c
                                """)).containsExactly(List.of(), List.of(), List.of(1, 2));
    }

    @Test
    void whatAPhaseDeclaresCountsForItsBatches() {
        assertThat(needs("""
                                ## Phase 1: One
                                ### Task 1.1: a
                                ## Phase 2: Two
                                ### Task 2.1: b
                                ## Phase 3: Three
                                **Prerequisites:** Phase 1 complete
                                ### Batch 3a: x
                                #### Task 3.1: c
                                ### Batch 3b: y
                                #### Task 3.2: d
                                """)).containsExactly(List.of(), List.of(1), List.of(1), List.of(1, 3));
    }

    @Test
    void anEmptyGroupHandsTheOrderOn() {
        assertThat(needs("## Batch 1: A\n### Task 1.1: a\n## Batch 2: B\n## Batch 3: C\n### Task 3.1: c\n"))
                .containsExactly(List.of(), List.of(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "## Batch 1: A (sequential - 1 implementer)\n",
                "## Batch 1: A\n**Execution Mode:** sequential\n",
                "## Batch 1: A\n**Execution Mode:** `serial`\n"
            })
    void aSequentialBatchIsAChain(String head) {
        Sample sample = Sample.of(head + "### Task 1.1: a\n### Task 1.2: b\n### Task 1.3: c\n**Depends on:** 1.1\n");

        assertThat(sample.batches().getFirst().mode()).isEqualTo(BatchMode.SEQUENTIAL);
        assertThat(sample.edges("1.2")).containsExactly("1.1 SEQUENCE");
        assertThat(sample.edges("1.3")).containsExactly("1.1 HARD", "1.2 SEQUENCE");
    }

    @Test
    void aSequenceFollowsADependencyThatRunsAgainstTheDocument() {
        Sample sample = Sample.of(
                "## Batch 1: A (sequential)\n### Task 1.1: a\n**Depends on:** 1.2\n### Task 1.2: b\n### Task 1.3: c\n");

        assertThat(sample.isAccepted()).isTrue();
        assertThat(sample.edges("1.1")).containsExactly("1.2 HARD");
        assertThat(sample.edges("1.2")).isEmpty();
        assertThat(sample.edges("1.3")).containsExactly("1.1 SEQUENCE");
    }

    @Test
    void twoUnorderedTasksWithOneFileAreOrderedAsTheyStand() {
        Sample sample = Sample.of("""
                ## Batch 1: A
                ### Task 1.1: a
                **Files:** `x.py`
                ### Task 1.2: b
                **Files:** `x.py`
                ### Task 1.3: c
                **Files:**
                - Read: `x.py`
                ### Task 1.4: d
                **Files:** `x.py`
                **Depends on:** 1.2
                """);

        assertThat(sample.edges("1.2")).containsExactly("1.1 SHARED_FILE");
        assertThat(sample.edges("1.3")).isEmpty();
        assertThat(sample.edges("1.4")).containsExactly("1.2 HARD");
        assertThat(sample.problems()).contains("warning shared-file 4");
    }

    @Test
    void aFinishedTaskSharesNoFile() {
        Sample sample = Sample.of(
                "## Batch 1: A\n### [x] Task 1.1: a\n**Files:** `x.py`\n### Task 1.2: b\n**Files:** `x.py`\n");

        assertThat(sample.edges("1.2")).isEmpty();
    }

    @Test
    void aCycleIsPrintedAsAPath() {
        Sample sample = Sample.of(
                "## Batch 1: A\n### Task 1.1: a\n**Depends on:** 1.3\n### Task 1.2: b\n**Depends on:** 1.1\n### Task 1.3: c\n**Depends on:** 1.2\n");

        assertThat(sample.errors()).containsExactly("error cycle 2");
        assertThat(sample.messages("cycle").getFirst()).contains("1.1 -> 1.3 -> 1.2 -> 1.1");
    }

    @Test
    void aCycleThroughADeclaredBarrierIsAnError() {
        Sample sample = Sample.of(
                "## Batch 1: A\n### Task 1.1: a\n**Depends on:** 2.1\n## Batch 2: B\n**Dependencies:** Batch 1\n### Task 2.1: b\n");

        assertThat(sample.errors()).containsExactly("error cycle 1");
        assertThat(sample.messages("cycle").getFirst()).contains("1.1 -> 2.1 -> Batch 1 -> 1.1");
    }

    @Test
    void anImpliedBarrierGivesWayToAForwardDependency() {
        Sample sample = Sample.of(
                "## Batch 1: A\n### Task 1.1: a\n**Depends on:** 2.1\n### Task 1.2: b\n## Batch 2: B\n### Task 2.1: c\n## Batch 3: C\n### Task 3.1: d\n");

        assertThat(sample.isAccepted()).isTrue();
        assertThat(sample.batches().get(1).needs()).isEmpty();
        assertThat(sample.batches().get(2).needs()).containsExactly(2);
        assertThat(sample.edges("2.1")).containsExactly("1.2 HARD");
        assertThat(sample.problems()).contains("warning forward-dependency 3", "warning forward-dependency 5");
    }

    @Test
    void wildcardsAndRangesAreExpanded() {
        Sample sample = Sample.of("""
                ## Batch 1: A
                ### Task 1.1: a
                ### Task 1.2: b
                ### Task 1.10: c
                **Depends on:** 1.1-1.2
                ### Task 1.11: d
                **Depends on:** all prior tasks
                ### Task 2.1: e
                **Depends on:** 1.x
                """);

        assertThat(sample.edges("1.10")).containsExactly("1.1 HARD", "1.2 HARD");
        assertThat(sample.edges("1.11")).containsExactly("1.1 HARD", "1.2 HARD", "1.10 HARD");
        assertThat(sample.edges("2.1")).hasSize(4);
        assertThat(sample.problems()).contains("warning wildcard 7", "warning wildcard 9");
    }

    @Test
    void aTaskMayDependOnABatch() {
        Sample sample = Sample.of(
                "## Batch 1: A\n### Task 1.1: a\n### Task 1.2: b\n## Batch 2: B\n**Dependencies:** none\n### Task 2.1: c\n**Depends on:** Batch 1\n");

        assertThat(sample.edges("2.1")).containsExactly("1.1 HARD", "1.2 HARD");
    }

    @Test
    void dependenciesThatNameNothingAreErrors() {
        assertThat(Sample.of("## Batch 1: A\n### Task 1.1: a\n**Depends on:** 7.7\n")
                        .errors())
                .containsExactly("error unknown-dependency 3");
        assertThat(Sample.of("## Batch 1: A\n### Task 1.1: a\n**Depends on:** 1.1\n")
                        .errors())
                .containsExactly("error self-dependency 3");
        assertThat(Sample.of("## Batch 1: A\n### Task 1.1: a\n**Depends on:** the API\n")
                        .errors())
                .containsExactly("error unreadable-dependency 3");
        assertThat(Sample.of("## Batch 1: A\n**Dependencies:** Batch 9\n### Task 1.1: a\n")
                        .errors())
                .containsExactly("error unknown-dependency 2");
    }

    @Test
    void prerequisitesOfTheMachineAreOnlyNoted() {
        Sample sample = Sample.of("## Batch 1: A\n**Prerequisites:** docker is installed\n### Task 1.1: a\n");

        assertThat(sample.isAccepted()).isTrue();
        assertThat(sample.problems()).contains("note dependency-prose 2");
    }

    @Test
    void aDependencyInsideABatchThatSaysParallelIsPointedOut() {
        Sample sample = Sample.of(
                "## Batch 1: A (parallel - 2 implementers)\n### Task 1.1: a\n### Task 1.2: b\n**Depends on:** 1.1\n**Blocks:** 1.3\n");

        assertThat(sample.edges("1.2")).containsExactly("1.1 HARD");
        assertThat(sample.problems()).contains("warning edge-in-parallel-batch 1", "warning reverse-dependency 5");
    }

    @Test
    void groupsThatRepeatTheNumbersOfOthersDoNotGiveWayForever() {
        String plan = """
                ## Phase 1: A
                #### Task 1.1: a
                ### Batch 2: B (depends on Batch 1)
                #### Task 2.1: b
                ### Batch 1: C
                ## Phase 1: D
                ### Batch 1: E
                #### Task 1.2: c
                ### Batch 2: F (depends on Batch 1)
                #### Task 2.2: d
                """;

        assertThat(needs(plan)).containsExactly(List.of(), List.of(1, 3), List.of(1), List.of(1, 3));
    }

    @Test
    void wholeNumbersOutsideOfBatchesAreSteps() {
        Sample steps = Sample.of("## Task 1: a\n## Task 2: b\n");
        Sample declared = Sample.of("## Task 1: a\n## Task 2: b\n**Depends on:** none\n");

        assertThat(steps.edges("2")).containsExactly("1 SEQUENCE");
        assertThat(steps.problems()).contains("warning read-as-sequence 1");
        assertThat(declared.edges("2")).isEmpty();
    }

    @Test
    void aChainOfThousandsOfTasksIsRead() {
        String plan = IntStream.rangeClosed(1, 5000)
                .mapToObj(i -> "### Task 1." + i + ": t\n**Files:** `same.py`\n"
                        + (i == 1 ? "" : "**Depends on:** 1." + (i - 1) + "\n"))
                .collect(Collectors.joining("", "## Batch 1: A\n", ""));

        Sample sample = Sample.of(plan);

        assertThat(sample.isAccepted()).isTrue();
        assertThat(sample.tasks()).hasSize(5000);
        assertThat(sample.edges("1.5000")).containsExactly("1.4999 HARD");
    }

    @Test
    void tooManyEdgesAreAnError() {
        String plan = IntStream.rangeClosed(1, 1000)
                .mapToObj(i -> "### Task 1." + i + ": t\n**Depends on:** all prior tasks\n")
                .collect(Collectors.joining("", "## Batch 1: A\n", ""));

        assertThat(Sample.of(plan).errors()).containsExactly("error too-many-edges 1");
    }
}
