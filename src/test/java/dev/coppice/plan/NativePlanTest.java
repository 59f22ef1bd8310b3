package dev.coppice.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NativePlanTest {

    private static final String PLAN = """
            # Build the shed

            ## Batch 1: Foundations

            ### Task 1.1: Pour the floor

            **Files:**
            - Create: `floor.txt`
            - Modify: `site/plan.txt:12-30`

            Level the ground first.

            ```sh
            echo floor > floor.txt
            ```

            **Depends on:** none
            **Verification:**
            - `test -s floor.txt`
            - It looks level

            **Commit:** feat: pour the floor
            **Mood:** careful

            ### Task 1.2: Order wood

            **Depends on:** 1.1

            ## Batch 2: Walls

            **Execution Mode:** sequential

            ### Task 2.1: Raise the walls
            ### Task 2.2: Hang the door
            """;

    @Test
    void aPlanHasBatchesOfTasksInTheOrderOfTheDocument() {
        Sample sample = Sample.of(PLAN);

        assertThat(sample.isAccepted()).isTrue();
        assertThat(sample.parsed().plan().title()).isEqualTo("Build the shed");
        assertThat(sample.parsed().plan().dialect()).isEqualTo("native");
        assertThat(sample.batches().stream().map(Batch::title)).containsExactly("Foundations", "Walls");
        assertThat(sample.numbers()).containsExactly("1.1", "1.2", "2.1", "2.2");
        assertThat(sample.batches().get(1).needs()).containsExactly(1);
        assertThat(sample.batches().get(1).mode()).isEqualTo(BatchMode.SEQUENTIAL);
    }

    @Test
    void everyFieldOfATaskHasItsPlace() {
        PlannedTask task = Sample.of(PLAN).task(0);

        assertThat(task.title()).isEqualTo("Pour the floor");
        assertThat(task.line()).isEqualTo(5);
        assertThat(task.files())
                .containsExactly(
                        new TaskFile("floor.txt", FileVerb.CREATE, "", ""),
                        new TaskFile("site/plan.txt", FileVerb.MODIFY, "12-30", ""));
        assertThat(task.scripts()).containsExactly(new Script("sh", "echo floor > floor.txt\n"));
        assertThat(task.verification())
                .isEqualTo(new Verification(List.of("test -s floor.txt"), List.of("It looks level")));
        assertThat(task.commitMessage()).isEqualTo("feat: pour the floor");
        assertThat(task.labels()).containsExactly(Map.entry("Mood", "careful"));
    }

    @Test
    void theBodyIsTheExactSliceOfTheSource() {
        String body = Sample.of(PLAN).task(0).body();

        assertThat(PLAN).contains(body);
        assertThat(body)
                .startsWith("\n**Files:**\n")
                .endsWith("**Mood:** careful\n")
                .contains("```sh\n");
    }

    @Test
    void aTaskEndsAtARuleOrAtTheNextHead() {
        Sample sample = Sample.of("## Batch 1: A\n### Task 1.1: a\ntext\n\n---\n\n## Notes\nnot of the task\n");

        assertThat(sample.task(0).body()).isEqualTo("text\n");
    }

    @Test
    void aDeeperHeadingBelongsToTheTask() {
        Sample sample = Sample.of("## Batch 1: A\n### Task 1.1: a\n#### Steps\n1. one\n### Remarks\nmore\n");

        assertThat(sample.task(0).body()).contains("#### Steps").contains("### Remarks\nmore\n");
    }

    @Test
    void planAndTasksSurviveJson() throws Exception {
        var mapper = new ObjectMapper();

        for (PlannedTask task : Sample.of(PLAN).tasks()) {
            String json = mapper.writeValueAsString(task);

            assertThat(mapper.readValue(json, PlannedTask.class)).isEqualTo(task);
        }
    }

    @Test
    void anEmptyPlanIsRejectedWithAHint() {
        assertThat(Sample.of("# Nothing\n\nto do\n").errors()).containsExactly("error no-task 1");
        assertThat(Sample.of("").errors()).containsExactly("error no-task 1");
    }
}
