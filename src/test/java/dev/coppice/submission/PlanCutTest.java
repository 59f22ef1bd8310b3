package dev.coppice.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.plan.Batch;
import dev.coppice.plan.ParsedPlan;
import dev.coppice.plan.Plan;
import dev.coppice.plan.reading.PlanParser;
import dev.coppice.task.TaskNumber;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PlanCutTest {

    private static final Plan PLAN = plan("""
            ## Batch 1: A

            ### Task 1.1: One

            ## Batch 2: B

            ### Task 2.1: Two

            **Depends on:** Task 1.1

            ### Task 2.2: Two more

            **Depends on:** Task 2.1

            ## Batch 3: C

            ### Task 3.1: Three
            """);

    private static Plan plan(String text) {
        return ((ParsedPlan.Accepted) PlanParser.parse("plan.md", text.getBytes(StandardCharsets.UTF_8))).plan();
    }

    private static PlanCut.Result cut(Plan plan, int first, int last) {
        return new PlanCut(plan, new BatchRange(first, OptionalInt.of(last))).result();
    }

    @Test
    void whatLiesBeforeTheRangeIsTakenForDone() {
        var plan = ((PlanCut.Result.Cut) cut(PLAN, 2, 2)).plan();

        assertThat(plan.batches()).extracting(Batch::position).containsExactly(2);
        assertThat(plan.batches().getFirst().needs()).isEmpty();
        assertThat(plan.tasks().getFirst().parents()).isEmpty();
        assertThat(plan.tasks().getLast().parents()).containsExactly(new TaskNumber("2.1"));
    }

    @Test
    void anEndBeyondTheLastBatchMeansTheLast() {
        var plan = ((PlanCut.Result.Cut) cut(PLAN, 2, Integer.MAX_VALUE)).plan();

        assertThat(plan.batches()).extracting(Batch::position).containsExactly(2, 3);
    }

    @Test
    void theWholeRangeIsThePlanItself() {
        assertThat(new PlanCut(PLAN, BatchRange.ALL).result()).isEqualTo(new PlanCut.Result.Cut(PLAN));
    }

    @Test
    void aNeedOfWhatComesAfterTheRangeCanNeverBeMet() {
        var later = plan("""
                **Execution Mode:** parallel

                ## Batch 1: A
                **Dependencies:** Batch 2

                ### Task 1.1: One

                ## Batch 2: B
                **Dependencies:** None

                ### Task 2.1: Two
                """);

        var result = cut(later, 1, 1);

        assertThat(result).isInstanceOfSatisfying(PlanCut.Result.Refused.class, refused -> {
            assertThat(refused.field()).isEqualTo("end_batch");
            assertThat(refused.reason()).contains("after end_batch");
        });
    }
}
