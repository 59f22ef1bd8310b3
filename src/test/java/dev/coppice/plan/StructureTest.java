package dev.coppice.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StructureTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    ### Task 1.1: T; 1.1
                    ### Task 1.1 — T; 1.1
                    ### Task 1.1 - T; 1.1
                    ### Task 1.1. T; 1.1
                    ### Task 1.1：T; 1.1
                    ### task 1.1: T; 1.1
                    #### Task 10a: T; 10a
                    ##### Task A1.1: T; A1.1
                    ### 1.1 T; 1.1
                    ### [x] Task 1.1 — T; 1.1
                    ### 1.1 T [x]; 1.1
                    ### Task 3.0: T ✅; 3.0
                    - [ ] **Task 1.1: T**; 1.1
                    - [ ] **Task 1.1:** T; 1.1
                    - task-001: T; task-001
                    """)
    void theHeadOfATaskHasManyForms(String head, String number) {
        Sample sample = Sample.of("## Batch 1: A\n\n" + head + "\n");

        assertThat(sample.numbers()).containsExactly(number);
        assertThat(sample.task(0).title()).isEqualTo("T");
        assertThat(sample.isAccepted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "## Task Summary",
                "### Task Breakdown (8 tasks)",
                "### Task Flow",
                "### Tasks",
                "### Tasks Tab",
                "### Task Result Expiry",
                "### 1. Never do this"
            })
    void someHeadingsThatBeginWithTaskAreNone(String heading) {
        Sample sample = Sample.of("## Batch 1: A\n### Task 1.1: a\n" + heading + "\n### Task 1.2: b\n");

        assertThat(sample.numbers()).containsExactly("1.1", "1.2");
        assertThat(sample.errors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"### Task : x", "### Task X", "### Task 1.2", "### Task 1.2 no colon", "### Task 1.x: a"})
    void aHeadThatCannotBeReadIsAnError(String heading) {
        Sample sample = Sample.of("## Batch 1: A\n### Task 1.1: a\n" + heading + "\n");

        assertThat(sample.errors()).containsExactly("error unreadable-head 3");
    }

    @ParameterizedTest
    @CsvSource({"# Task 1.1: a, 3", "###### Task 1.1: a, 3", "## Task 1.1: a, 3", "# Batch 2: b, 3"})
    void aHeadOfTheWrongLevelIsAnError(String heading, int line) {
        Sample sample = Sample.of("# Plan\n## Batch 1: A\n" + heading + "\n### Task 1.2: b\n");

        assertThat(sample.errors()).containsExactly("error head-level " + line);
    }

    @Test
    void withoutGroupsATaskMayHaveTwoHashes() {
        Sample sample = Sample.of("# Plan\n## Task 1.1: a\n## Task 1.2: b\n## Notes\n");

        assertThat(sample.numbers()).containsExactly("1.1", "1.2");
        assertThat(sample.batches()).hasSize(1);
        assertThat(sample.batches().getFirst().number()).isEmpty();
    }

    @Test
    void theInnermostGroupWinsAndTheOuterOneIsItsPhase() {
        Sample sample =
                Sample.of("## Phase 1: Start\n### Batch 1a: x\n#### Task 1.1: a\n### Batch 1b: y\n#### Task 1.2: b\n");

        assertThat(sample.batches().stream().map(Batch::number)).containsExactly("1a", "1b");
        assertThat(sample.batches().stream().map(Batch::phase)).containsOnly("Phase 1: Start");
    }

    @Test
    void batchAndTaskMayHaveTheSameLevel() {
        Sample sample =
                Sample.of("### Batch 1: A\n### Task 1.1: a\n### Task 1.2: b\n### Batch 2: B\n### Task 2.1: c\n");

        assertThat(sample.batches().stream().map(batch -> batch.tasks().size())).containsExactly(2, 1);
    }

    @Test
    void theRowsOfATableAreTasks() {
        Sample sample = Sample.of("""
                ## Batch 1: A (2 tasks)

                | Task | Description | Files | Depends | Priority |
                |------|-------------|-------|---------|----------|
                | 1.1 | One \\| two | `a.py`, `b.py` | - | high |
                | **1.2** | Three ✅ | `c.py` | 1.1 | low |
                """);

        assertThat(sample.numbers()).containsExactly("1.1", "1.2");
        assertThat(sample.task(0).title()).isEqualTo("One | two");
        assertThat(sample.task(0).files()).extracting(TaskFile::path).containsExactly("a.py", "b.py");
        assertThat(sample.task(0).labels()).containsEntry("Priority", "high");
        assertThat(sample.task(1).done()).isTrue();
        assertThat(sample.edges("1.2")).containsExactly("1.1 HARD");
    }

    @Test
    void aRowWithoutNumberIsReported() {
        Sample sample = Sample.of("## Batch 1: A\n\n| ID | Title |\n|--|--|\n| 1.1 | a |\n| soon | b |\n");

        assertThat(sample.numbers()).containsExactly("1.1");
        assertThat(sample.problems()).contains("warning unreadable-row 6");
    }

    @Test
    void aTableOfTasksWithHeadingsIsTheirSummary() {
        Sample sample = Sample.of("""
                ## Batch 1: A
                ### Task 1.1: a
                ### Task 1.2: b

                ## Overview
                | Task | Title | Status |
                |---|---|---|
                | 1.1 | a | completed |
                | 1.2 | b | open |
                """);

        assertThat(sample.numbers()).containsExactly("1.1", "1.2");
        assertThat(sample.tasks()).extracting(PlannedTask::done).containsExactly(true, false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "### [x] Task 1.1: a",
                "### [X] Task 1.1: a",
                "### Task 1.1: a ✅",
                "### ✅ Task 1.1: a",
                "### Task 1.1: a (COMPLETE)",
                "### Task 1.1: a\n**Status:** completed",
                "### Task 1.1: a\n**Status**: [x] ✅ COMPLETE",
                "### Task 1.1: a\n- [x] **Files:** `a`\n- [ ] **Action:** b",
                "- [x] **Task 1.1: a**"
            })
    void aTaskMayBeMarkedDoneInManyWays(String head) {
        PlannedTask task = Sample.of("## Batch 1: A\n\n" + head + "\n").task(0);

        assertThat(task.done()).isTrue();
        assertThat(task.title()).isEqualTo("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"~", "-", "/", "!"})
    void anUnknownMarkDoesNotMeanDone(String mark) {
        Sample sample = Sample.of("## Batch 1: A\n### [" + mark + "] Task 1.1: a\n");

        assertThat(sample.task(0).done()).isFalse();
        assertThat(sample.problems()).contains("warning unknown-mark 2");
    }

    @Test
    void aPhaseMarkedCompleteDoesNotMarkItsTasks() {
        Sample sample = Sample.of("## Phase 1: A (COMPLETE)\n### Task 1.1: a\n");

        assertThat(sample.task(0).done()).isFalse();
        assertThat(sample.problems()).contains("warning group-marked-done 1");
    }

    @Test
    void aStruckOutTaskIsListedAndNotQueued() {
        Sample sample =
                Sample.of("## Batch 1: A\n### ~~Task 1.1: a~~ (Deferred)\n### Task 1.2: b\n**Depends on:** 1.1\n");

        assertThat(sample.numbers()).containsExactly("1.2");
        assertThat(sample.edges("1.2")).isEmpty();
        assertThat(sample.problems()).contains("warning dropped-task 2", "warning depends-on-dropped 4");
    }

    @Test
    void oneNumberForTwoTextsIsAnErrorAndForOneTextAWarning() {
        Sample different = Sample.of("## Batch 1: A\n### Task 1.1: a\n### Task 1.01: b\n");
        Sample same = Sample.of("## Batch 1: A\n### Task 1.1: a\n### Task 1.1: a\n");

        assertThat(different.errors()).containsExactly("error duplicate-task 3");
        assertThat(different.messages("duplicate-task").getFirst())
                .contains("line 2")
                .contains("line 3");
        assertThat(same.isAccepted()).isTrue();
        assertThat(same.numbers()).containsExactly("1.1");
        assertThat(same.problems()).contains("warning repeated-task 3");
    }

    @Test
    void aForeignHeadingDoesNotTakeATaskOutOfItsGroup() {
        Sample sample = Sample.of("## Batch 1: A\n### Task 1.1: a\n## Usage\ntext\n### Task 1.2: b\n");

        assertThat(sample.batches()).hasSize(1);
        assertThat(sample.problems()).contains("warning kept-group 5");
    }

    @Test
    void aTaskAfterTheLastGroupIsAGroupOfItsOwn() {
        Sample sample = Sample.of("## Batch 1: A\n### Task 1.1: a\n## Wrap-up\n### Task 9.1: z\n");

        assertThat(sample.batches().stream().map(Batch::title)).containsExactly("A", "Wrap-up");
        assertThat(sample.batches().get(1).needs()).containsExactly(1);
        assertThat(sample.problems()).contains("warning outside-group 4");
    }

    @Test
    void anEmptyGroupIsAWarningAndAnErrorIfItsHeadPromisesTasks() {
        assertThat(Sample.of("## Batch 1: A\n## Batch 2: B\n### Task 2.1: b\n").problems())
                .contains("warning empty-group 1");
        assertThat(Sample.of("## Batch 1: A (2 tasks)\n## Batch 2: B\n### Task 2.1: b\n")
                        .errors())
                .containsExactly("error empty-announced-group 1");
    }

    @Test
    void announcedCountsAndListsAreChecked() {
        Sample sample = Sample.of(
                "# P\n**Total Tasks**: 5\n## Batch 1: A (parallel - 3 implementers)\nTasks: 1.1, 1.3\n### Task 1.1: a\n");

        assertThat(sample.problems())
                .contains("warning count-mismatch 2", "warning count-mismatch 3", "error missing-task 4");
    }

    @Test
    void numbersOutOfOrderKeepTheOrderOfTheDocument() {
        Sample sample =
                Sample.of("## Batch 1: A\n### Task 1.9: a\n### Task 1.10: b\n### Task 1.2: c\n### Task 7.1: d\n");

        assertThat(sample.numbers()).containsExactly("1.9", "1.10", "1.2", "7.1");
        assertThat(sample.problems()).contains("warning number-order 4", "warning foreign-number 1");
    }

    @Test
    void aTaskInsideATaskIsReadAsATaskOfItsOwn() {
        Sample sample = Sample.of("## Batch 1: A\n### Task 10: a\n#### Task 10a: b\n");

        assertThat(sample.numbers()).containsExactly("10", "10a");
        assertThat(sample.problems()).contains("warning nested-task 3");
    }

    @Test
    void aPartInsideATaskIsPartOfTheTask() {
        Sample sample = Sample.of("## Batch 1: A\n### Task 1.1: a\n#### Part A: b\ntext\n### Task 1.2: c\n");

        assertThat(sample.batches()).hasSize(1);
        assertThat(sample.task(0).body()).contains("#### Part A: b\ntext\n");
        assertThat(sample.problems()).contains("warning ignored-head 3");
    }
}
