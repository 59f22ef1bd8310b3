package dev.coppice.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpenspecPlanTest {

    @Test
    void everyCheckboxIsATaskAndOnesWithoutNumberGetTheirPosition() {
        Sample sample = Sample.of(OwnPlans.OPENSPEC);

        assertThat(sample.errors()).isEmpty();
        assertThat(sample.parsed().plan().dialect()).isEqualTo("openspec");
        assertThat(sample.numbers()).containsExactly("1.1", "1.2", "1.2.1", "1.4", "1.5", "2.1");
        assertThat(sample.tasks())
                .extracting(PlannedTask::title)
                .containsExactly("Write it", "Test its Größe", "First", "Second", "Without number", "AC-1: works");
        assertThat(sample.tasks())
                .extracting(PlannedTask::done)
                .containsExactly(true, false, false, false, false, true);
        assertThat(sample.problems()).contains("warning dropped-task 11");
    }

    @Test
    void theDocumentIsTheOrder() {
        Sample sample = Sample.of(OwnPlans.OPENSPEC);

        assertThat(sample.edges("1.2")).containsExactly("1.1 SEQUENCE");
        assertThat(sample.edges("1.5")).containsExactly("1.4 SEQUENCE");
        assertThat(sample.batches()).extracting(Batch::number).containsExactly("1", "");
        assertThat(sample.batches()).extracting(Batch::title).containsExactly("Model", "Plain");
        assertThat(sample.batches().get(1).needs()).containsExactly(1);
    }

    @Test
    void eachTaskHasItsOwnLinesOnly() {
        assertThat(Sample.of(OwnPlans.OPENSPEC).task(1).body()).isEqualTo("- [ ] 1.2 Test its Größe\n");
    }

    @Test
    void numbersOfCheckboxesAreEnoughWhereNothingElseIsToBeSeen() {
        Sample sample = Sample.of("## Phase 1: A\n- [ ] 1.1 a\n## Phase 2: B\n- [ ] 2.1 b\n");

        assertThat(sample.parsed().plan().dialect()).isEqualTo("openspec");
        assertThat(sample.batches()).extracting(Batch::number).containsExactly("1", "2");
    }

    @Test
    void aCheckboxThatAFenceHidesIsAnError() {
        Sample sample = Sample.of(
                "## 1. A\n- [ ] 1.1 a\n\n```markdown\n```sh\nx\n```\ntext\n```\n- [ ] 1.2 b\n```sh\ny\n```\n");

        assertThat(sample.errors()).containsExactly("error hidden-head 10");
        assertThat(Sample.of("## 1. A\n- [ ] 1.1 a\n\n<!-- x\n- [ ] 1.2 b\n-->\n")
                        .errors())
                .containsExactly("error hidden-head 5");
    }
}
