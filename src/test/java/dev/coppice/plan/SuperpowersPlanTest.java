package dev.coppice.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SuperpowersPlanTest {

    @Test
    void tasksRunOneByOneAndAreDoneWhenAllTheirStepsAre() {
        Sample sample = Sample.of(OwnPlans.SUPERPOWERS);

        assertThat(sample.errors()).isEmpty();
        assertThat(sample.parsed().plan().dialect()).isEqualTo("superpowers");
        assertThat(sample.numbers()).containsExactly("1", "2");
        assertThat(sample.tasks()).extracting(PlannedTask::done).containsExactly(true, false);
        assertThat(sample.edges("2")).containsExactly("1 SEQUENCE");
    }

    @Test
    void oneBatchMakesItAPlanOfBatches() {
        assertThat(Sample.of("## Batch 1: A\n### Task 1: a\n").parsed().plan().dialect())
                .isEqualTo("native");
        assertThat(Sample.of("## Phase 1: A\n### Task 1: a\n").parsed().plan().dialect())
                .isEqualTo("superpowers");
    }
}
