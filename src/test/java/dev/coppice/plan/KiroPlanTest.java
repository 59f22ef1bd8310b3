package dev.coppice.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KiroPlanTest {

    private static final String WAVES = OwnPlans.KIRO + "\n```json\n{\"waves\": %s}\n```\n";

    @Test
    void itemsWithoutItemsBelowAreTasksAndTopItemsAreBatches() {
        Sample sample = Sample.of(OwnPlans.KIRO);

        assertThat(sample.errors()).isEmpty();
        assertThat(sample.parsed().plan().dialect()).isEqualTo("kiro");
        assertThat(sample.numbers()).containsExactly("1", "2.1", "2.2", "2.3", "3");
        assertThat(sample.batches()).extracting(Batch::number).containsExactly("1", "2", "3");
        assertThat(sample.batches()).extracting(Batch::phase).containsOnly("Implementation Plan");
        assertThat(sample.batches().get(1).title()).isEqualTo("Build");
        assertThat(sample.tasks()).extracting(PlannedTask::done).containsExactly(false, true, false, false, false);
        assertThat(sample.task(1).body())
                .isEqualTo("  - [x] 2.1 Write the model\n    - Größe\n    - _Requirements: 1.2_\n");
        assertThat(sample.task(0).labels()).containsEntry("Requirements", "1.1, 2.3");
    }

    @Test
    void withoutMoreTheDocumentIsTheOrder() {
        Sample sample = Sample.of(OwnPlans.KIRO);

        assertThat(sample.edges("2.2")).containsExactly("2.1 SEQUENCE");
        assertThat(sample.edges("2.3")).containsExactly("2.2 SEQUENCE");
        assertThat(sample.batches().get(2).needs()).containsExactly(1, 2);
    }

    @Test
    void optionalItemsAreTasksThatSaySo() {
        Sample sample = Sample.of(OwnPlans.KIRO);

        assertThat(sample.tasks()).extracting(PlannedTask::optional).containsExactly(false, false, true, true, false);
        assertThat(sample.problems())
                .contains("note open-optional 7", "note optional-task 11", "note optional-task 12");
    }

    @Test
    void itemsMarkedPRunBesideTheirNeighbours() {
        Sample sample = Sample.of("""
                ## Tasks

                - [ ] 1. Base
                - [ ] 1.1 (P) a
                - [ ] 1.2 (P) b
                - [ ] 1.3 c
                - [ ] 2. (P) Left
                - [ ] 2.1 d
                - [ ] 3. (P) Right
                - [ ] 3.1 e
                """);

        assertThat(sample.numbers()).containsExactly("1.1", "1.2", "1.3", "2.1", "3.1");
        assertThat(sample.edges("1.2")).isEmpty();
        assertThat(sample.edges("1.3")).containsExactly("1.1 SEQUENCE", "1.2 SEQUENCE");
        assertThat(sample.batches().get(1).needs()).containsExactly(1);
        assertThat(sample.batches().get(2).needs()).containsExactly(1);
    }

    @Test
    void statedDependenciesReplaceTheOrderUpToTheLastCheckpoint() {
        Sample sample = Sample.of("""
                ## Tasks

                - [ ] 1. Base
                - [ ] 1.1 a
                - [ ] 1.2 b
                - [ ] 1.3 c
                  - _Depends: 1.1_
                - [ ] 2. Checkpoint
                - [ ] 3. Rest
                - [ ] 3.1 d
                  - _Depends:_ 1.2
                - [ ] 3.2 e
                """);

        assertThat(sample.errors()).isEmpty();
        assertThat(sample.edges("1.3")).containsExactly("1.1 HARD");
        assertThat(sample.edges("2")).containsExactlyInAnyOrder("1.2 SEQUENCE", "1.3 SEQUENCE");
        assertThat(sample.edges("3.1")).containsExactlyInAnyOrder("1.2 HARD", "2 SEQUENCE");
        assertThat(sample.edges("3.2")).containsExactlyInAnyOrder("2 SEQUENCE", "3.1 SEQUENCE");
    }

    @Test
    void wavesAreTheOrderAndWhatTheyLeaveOutRunsLast() {
        Sample sample = Sample.of(WAVES.formatted("[[\"1\"], [\"2.1\"], [\"2.2\", \"2.3\"]]"));

        assertThat(sample.errors()).isEmpty();
        assertThat(sample.edges("2.1")).containsExactly("1 SEQUENCE");
        assertThat(sample.edges("2.3")).containsExactly("2.1 SEQUENCE");
        assertThat(sample.edges("3")).containsExactly("2.2 SEQUENCE", "2.3 SEQUENCE");
        assertThat(sample.batches()).allMatch(batch -> batch.needs().isEmpty());
        assertThat(sample.messages("outside-waves").getFirst()).contains("task 3");
    }

    @Test
    void wavesMayNameWhatTheyWaitFor() {
        Sample sample = Sample.of(WAVES.formatted("[{\"wave\": 1, \"tasks\": [\"1\"], \"description\": \"x\"},"
                + "{\"wave\": 2, \"tasks\": [\"2.1\"], \"depends_on\": [1]},"
                + "{\"id\": 3, \"tasks\": [\"2.2\"], \"depends_on\": [1]}]"));

        assertThat(sample.edges("2.2")).containsExactly("1 SEQUENCE");
        assertThat(sample.edges("2.3")).containsExactly("1 SEQUENCE", "2.1 SEQUENCE", "2.2 SEQUENCE");
    }

    @Test
    void wavesThatCannotBeReadAreErrors() {
        assertThat(Sample.of(WAVES.formatted("[[\"9.9\"], [\"1\"]]")).errors())
                .containsExactly("error unknown-dependency 16");
        assertThat(Sample.of(WAVES.formatted("[[")).errors()).containsExactly("error unreadable-waves 17");
        assertThat(Sample.of(WAVES.formatted("{}")).errors()).containsExactly("error unreadable-waves 16");
    }
}
