package dev.coppice.prompt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.plan.ParsedPlan;
import dev.coppice.plan.Plan;
import dev.coppice.plan.reading.PlanParser;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ForecastTest {

    private static Plan plan(String text) {
        return ((ParsedPlan.Accepted) PlanParser.parse("plan.md", text.getBytes(UTF_8))).plan();
    }

    private static Delivered of(Plan plan, String number) {
        return plan.tasks().stream()
                .filter(task -> task.number().text().equals(number))
                .map(task -> Forecast.of(plan, task))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> numbers(Delivered delivered) {
        return delivered.nearest().stream()
                .map(delivery -> delivery.number().text())
                .toList();
    }

    @Test
    void tasksOfNeededBatchesCountAndWhatATaskNamesWithAllBeforeIt() {
        var plan = plan("""
                ## Batch 1: A
                ### Task 1.1: a
                ### [x] Task 1.2: b
                ## Batch 2: B
                ### Task 2.1: c
                ### Task 2.2: d
                **Depends on:** 2.1
                ### Task 2.3: e
                **Depends on:** 2.2
                ## Batch 3: C
                **Dependencies:** none
                ### Task 3.1: f
                ### Task 3.2: g
                **Depends on:** 2.1
                """);

        assertThat(numbers(of(plan, "1.1"))).isEmpty();
        assertThat(numbers(of(plan, "2.3"))).containsExactly("1.1", "1.2", "2.1", "2.2");
        assertThat(numbers(of(plan, "3.1"))).isEmpty();
        assertThat(numbers(of(plan, "3.2"))).containsExactly("2.1");
        assertThat(of(plan, "2.1").nearest())
                .hasExactlyElementsOfTypes(Delivery.Awaited.class, Delivery.DoneBefore.class);
    }

    @Test
    void ofManyTheNearestAreToldAndTheOthersCounted() {
        var first = IntStream.rangeClosed(1, 30)
                .mapToObj(at -> "### Task 1." + at + ": t\n")
                .collect(Collectors.joining());
        var plan = plan("## Batch 1: A\n" + first + "## Batch 2: B\n### Task 2.1: x\n### Task 2.2: y\n"
                + "## Batch 3: C\n### Task 3.1: z\n**Depends on:** 1.3\n");

        var delivered = of(plan, "3.1");

        assertThat(delivered.others()).isEqualTo(12);
        assertThat(numbers(delivered))
                .hasSize(20)
                .startsWith("1.3", "1.14", "1.15")
                .endsWith("1.30", "2.1", "2.2");
    }
}
