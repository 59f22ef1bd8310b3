package dev.coppice.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpeckitPlanTest {

    @Test
    void phasesOfNumberedCheckboxesAreBatches() {
        Sample sample = Sample.of(OwnPlans.SPEC_KIT);

        assertThat(sample.errors()).isEmpty();
        assertThat(sample.numbers()).containsExactly("T001", "T002", "T003", "T004", "T010");
        assertThat(sample.batches()).extracting(Batch::number).containsExactly("1", "N");
        assertThat(sample.batches().getFirst().title()).isEqualTo("Setup (Shared)");
        assertThat(sample.batches().get(1).needs()).containsExactly(1);
        assertThat(sample.tasks()).extracting(PlannedTask::done).containsExactly(true, false, false, false, false);
    }

    @Test
    void neighboursMarkedPRunSideBySideAndEverythingElseOneByOne() {
        Sample sample = Sample.of(OwnPlans.SPEC_KIT);

        assertThat(sample.edges("T002")).containsExactly("T001 SEQUENCE");
        assertThat(sample.edges("T003")).containsExactly("T001 SEQUENCE");
        assertThat(sample.edges("T004")).containsExactly("T002 HARD", "T003 HARD");
        assertThat(sample.edges("T010")).isEmpty();
    }

    @Test
    void theLineOfATaskNamesItsFilesAndItsStory() {
        PlannedTask view = Sample.of(OwnPlans.SPEC_KIT).task(2);

        assertThat(view.title()).isEqualTo("Write the view: `src/shop/view.py`");
        assertThat(view.files()).extracting(TaskFile::path).containsExactly("src/shop/view.py");
        assertThat(view.labels()).containsEntry("Story", "US1");
        assertThat(view.body()).isEqualTo("- [ ] T003 [P] [US1] Write the view: `src/shop/view.py`\n");
        assertThat(Sample.of(OwnPlans.SPEC_KIT).task(1).files())
                .extracting(TaskFile::path)
                .containsExactly("src/shop/model.py");
    }

    @Test
    void legendsAndProseAboutOrderAreNoted() {
        assertThat(Sample.of(OwnPlans.SPEC_KIT).problems())
                .contains("note ignored-line 16", "note dependency-prose 14");
    }

    @Test
    void aHeadingInsideAPhaseEndsARunOfMarkedTasks() {
        Sample sample =
                Sample.of("## Phase 1: A\n### Tests\n- [ ] T001 [P] a\n- [ ] T002 [P] b\n### Code\n- [ ] T003 [P] c\n");

        assertThat(sample.edges("T002")).isEmpty();
        assertThat(sample.edges("T003")).containsExactly("T001 SEQUENCE", "T002 SEQUENCE");
        assertThat(sample.batches()).hasSize(1);
    }

    @Test
    void aNumberThatIsThereTwiceIsAnErrorWithAnOfferAndAllTasksAreListed() {
        Sample sample = Sample.of("- [ ] T001 a\n- [ ] T001 b\n- [ ] T002 c\n");

        assertThat(sample.errors()).containsExactly("error duplicate-task 2");
        assertThat(sample.messages("duplicate-task").getFirst())
                .contains("line 1")
                .contains("T001#2");
        assertThat(sample.numbers()).containsExactly("T001", "T001", "T002");
        assertThat(Sample.of("- [ ] T001 a\n- [ ] T001#2 b\n- [ ] T002 c\n").errors())
                .isEmpty();
    }

    @Test
    void aStatedDependencyBeatsTheOrderOfTheList() {
        Sample sample = Sample.of("- [ ] T001 a (depends on T003)\n- [ ] T002 b\n- [ ] T003 c\n");

        assertThat(sample.isAccepted()).isTrue();
        assertThat(sample.edges("T001")).containsExactly("T003 HARD");
        assertThat(sample.messages("forward-dependency")).hasSize(2);
    }

    @Test
    void aCycleIsShownAsAPathAndAnUnknownTaskByItsPlace() {
        Sample cycle = Sample.of("- [ ] T001 a (depends on T002)\n- [ ] T002 b (depends on T001)\n- [ ] T003 c\n");
        Sample unknown = Sample.of("- [ ] T001 a\n- [ ] T002 b (depends on T999)\n- [ ] T003 c\n");

        assertThat(cycle.errors()).containsExactly("error cycle 1");
        assertThat(cycle.messages("cycle").getFirst()).contains("T001 -> T002 -> T001");
        assertThat(unknown.parsed().diagnostics())
                .filteredOn(diagnostic -> diagnostic.severity() == Severity.ERROR)
                .extracting(Diagnostic::code, Diagnostic::line, Diagnostic::column)
                .containsExactly(org.assertj.core.api.Assertions.tuple("unknown-dependency", 2, 26));
    }

    @Test
    void aTaskInACommentIsAnError() {
        Sample sample = Sample.of("- [ ] T001 a\n- [ ] T002 b\n- [ ] T003 c\n\n<!--\n- [ ] T004 d\n-->\n");

        assertThat(sample.errors()).containsExactly("error hidden-head 6");
    }

    @Test
    void phasesMayBeParagraphsAndBoxesMayBeMissing() {
        Sample sample =
                Sample.of("**Phase 1: A**\n\n- T001: a\n- T002: b\n\n**Phase 2: B**\n\n- T003: c\n", "spec-kit");

        assertThat(sample.numbers()).containsExactly("T001", "T002", "T003");
        assertThat(sample.batches()).extracting(Batch::title).containsExactly("A", "B");
    }

    @Test
    void unknownMarksAreNotDoneAndAStruckOutTaskIsListed() {
        Sample sample = Sample.of("- [~] T001 a\n- [ ] ~~T002 b~~\n- [X] T003 c\n- [ ] T004 d\n");

        assertThat(sample.problems()).contains("warning unknown-mark 1", "warning dropped-task 2");
        assertThat(sample.tasks()).extracting(PlannedTask::done).containsExactly(false, true, false);
        assertThat(sample.parsed().plan().report().dropped())
                .extracting(PlanReport.Dropped::title)
                .containsExactly("b");
    }
}
