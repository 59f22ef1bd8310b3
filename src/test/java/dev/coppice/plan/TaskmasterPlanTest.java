package dev.coppice.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TaskmasterPlanTest {

    @Test
    void objectsAreTasksInTheOrderOfTheirDependencies() {
        Sample sample = Sample.of(OwnPlans.TASK_MASTER);

        assertThat(sample.errors()).isEmpty();
        assertThat(sample.parsed().plan().dialect()).isEqualTo("task-master");
        assertThat(sample.numbers()).containsExactly("1", "2", "4");
        assertThat(sample.tasks()).extracting(PlannedTask::done).containsExactly(true, false, false);
        assertThat(sample.edges("2")).containsExactly("1 HARD");
        assertThat(sample.edges("4")).containsExactly("2 HARD");
        assertThat(sample.task(0).priority()).contains("high");
        assertThat(sample.problems()).contains("warning dropped-task 6", "warning depends-on-dropped 7");
        assertThat(sample.parsed().plan().report().dropped())
                .containsExactly(new PlanReport.Dropped(new dev.coppice.task.TaskNumber("3"), "Old", 6, "cancelled"));
    }

    @Test
    void theAgentGetsTheObjectAsItStandsThere() {
        assertThat(Sample.of(OwnPlans.TASK_MASTER).task(0).body())
                .startsWith("{\"id\": 1, \"title\": \"Größe\"")
                .endsWith("\"subtasks\": [{\"id\": 1, \"title\": \"x\"}]}");
    }

    @Test
    void ofSeveralTagsOneIsNamed() {
        String tags = "{\"a\": {\"tasks\": [{\"id\": 1, \"title\": \"A\"}]},"
                + "\"B\": {\"tasks\": [{\"id\": 1, \"title\": \"B\"}]}}";

        assertThat(Sample.of(tags).errors()).containsExactly("error unknown-tag 1");
        assertThat(Sample.of(tags).messages("unknown-tag").getFirst()).contains("a, B");
        assertThat(Sample.of(tags, "task-master:B").task(0).title()).isEqualTo("B");
        assertThat(Sample.of(tags, "task-master:c").errors()).containsExactly("error unknown-tag 1");
    }

    @Test
    void whatCannotBeReadIsAnErrorWhereItStands() {
        assertThat(Sample.of("{\"tasks\": [\n{\"id\": 1,\n").errors()).containsExactly("error not-json 2");
        assertThat(Sample.of("{\"tasks\": [\n{\"title\": \"x\"}]}").errors())
                .containsExactly("error no-task 1", "error unreadable-head 2");
        assertThat(Sample.of("{\"tasks\": [\n{\"id\": 1, \"title\": \"x\", \"dependencies\": [7]}]}")
                        .errors())
                .containsExactly("error unknown-dependency 2");
        assertThat(Sample.of("{\"other\": 1}").errors()).containsExactly("error no-task 1");
        assertThat(Sample.of("{\"tasks\": " + "[".repeat(5_000)).errors()).containsExactly("error not-json 1");
    }
}
