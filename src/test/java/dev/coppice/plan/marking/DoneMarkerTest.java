package dev.coppice.plan.marking;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.plan.reading.PlanParser;
import dev.coppice.task.TaskNumber;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is done is marked where the plan has a box for it; all other bytes stay. */
class DoneMarkerTest {

    private static MarkedPlan mark(byte[] plan, String... numbersAndTitles) {
        var done = Arrays.stream(numbersAndTitles)
                .map(task -> task.split(" ", 2))
                .map(task -> new DoneTask(new TaskNumber(task[0]), task[1]))
                .toList();
        return new DoneMarker("plan.md", Optional.of("native")).mark(plan, done);
    }

    private static String marked(String plan, String... done) {
        return new String(mark(plan.getBytes(UTF_8), done).bytes(), UTF_8);
    }

    private static String reasons(MarkedPlan plan) {
        return plan.left().stream()
                .map(left -> left.number() + ": " + left.reason())
                .collect(Collectors.joining("\n"));
    }

    @Test
    void everyFormOfABoxIsTicked() {
        var plan = """
                ## Batch 1: Forms

                ### [ ] Task 1.1: Before
                ### Task 1.2: After [ ]
                ### Task 1.4: First field

                - [ ] **Files:** `b.py`
                - [ ] a step, which stays

                ### Task 1.5: Empty []

                ## Batch 2: Entries

                - [ ] **Task 2.1: Entry**
                  - **Files**: `a.py`
                """;

        assertThat(marked(plan, "1.1 Before", "1.2 After", "1.4 First field", "1.5 Empty", "2.1 Entry"))
                .isEqualTo("""
                ## Batch 1: Forms

                ### [x] Task 1.1: Before
                ### Task 1.2: After [x]
                ### Task 1.4: First field

                - [x] **Files:** `b.py`
                - [ ] a step, which stays

                ### Task 1.5: Empty [x]

                ## Batch 2: Entries

                - [x] **Task 2.1: Entry**
                  - **Files**: `a.py`
                """);
    }

    @Test
    void whatWasNotDoneAndWhatIsMarkedStays() {
        var plan = "## Batch 1: B\n\n### [ ] Task 1.1: One\n### [X] Task 1.2: Two\n### [ ] Task 1.3: Three\n";

        var after = mark(plan.getBytes(UTF_8), "1.2 Two", "1.3 Three");

        assertThat(new String(after.bytes(), UTF_8)).isEqualTo(plan.replace("[ ] Task 1.3", "[x] Task 1.3"));
        assertThat(after.marked()).containsExactly(new TaskNumber("1.3"));
        assertThat(after.left()).isEmpty();
    }

    @Test
    void marksOfByteOrderLineEndsAndBrokenBytesStayByteForByte() {
        var text =
                "\u00EF\u00BB\u00BF## Batch 1: B\r\n\r\n### [ ] Task 1.1: One\r\n\r\nNot \u00FF\u00C3( UTF-8,\u0000\r\n"
                        + "\r### [ ] Task 1.2: Two \u00E2\u0082\r\n### [ ] Task 1.3: \u00C3\u00A4 [ ]\nno end";
        byte[] plan = text.getBytes(ISO_8859_1);

        var after = mark(plan, "1.1 One", "1.3 \u00E4");

        assertThat(new String(after.bytes(), ISO_8859_1))
                .isEqualTo(text.replace("[ ] Task 1.1", "[x] Task 1.1").replace("[ ] Task 1.3", "[x] Task 1.3"));
    }

    @Test
    void lettersWhoseBytesLookLikeEndsOfLinesAreLetters() {
        var plan = "## Batch 1: B\n\n### [ ] Task 1.1: \u0445 \u00C5\n\n### Task 1.2: \u0445 [ ]\n";

        assertThat(marked(plan, "1.1 \u0445 \u00C5", "1.2 \u0445")).isEqualTo(plan.replace("[ ]", "[x]"));
    }

    @Test
    void whatIsNotFoundAgainIsLeftAndSaidWhy() {
        var plan = """
                ## Batch 1: B

                ### [ ] Task 1.1: Another
                ### Task 1.2: No box
                ### [~] Task 1.3: Unknown

                ```
                - [ ] **Files:** in a sample
                ```

                ### [ ] Task 1.5: Five
                """;

        var after = mark(plan.getBytes(UTF_8), "1.1 One", "1.2 No box", "1.3 Unknown", "1.4 Gone", "1.5 Five");

        assertThat(new String(after.bytes(), UTF_8)).isEqualTo(plan.replace("[ ] Task 1.5", "[x] Task 1.5"));
        assertThat(reasons(after).lines())
                .containsExactlyInAnyOrder(
                        "1.1: the plan has another task of this number now",
                        "1.2: the plan has no open box for it",
                        "1.3: the plan has no open box for it",
                        "1.4: the plan has no such task any more");
    }

    @Test
    void aPlanThatCannotBeRunIsMarkedAsFarAsItCanBeRead() {
        var plan = "## Batch 1: B\n\n### [ ] Task 1.1: One\n\n### [ ] Task 1.2: Two\n\n**Depends on:** 9.9\n";

        var after = mark(plan.getBytes(UTF_8), "1.1 One", "1.2 Two");

        assertThat(new String(after.bytes(), UTF_8))
                .isEqualTo(plan.replace("[ ] Task 1.1", "[x] Task 1.1").replace("[ ] Task 1.2", "[x] Task 1.2"));
    }

    @Test
    void aPlanThatIsNoneAnyMoreStays() {
        for (String plan : List.of("", "\n", "# Nothing left\n", "```\n### [ ] Task 1.1: One\n", "---\n\u0000")) {
            assertThat(marked(plan, "1.1 One")).isEqualTo(plan);
        }
    }

    @Test
    void manyTasksAreMarkedAtOnce() {
        var plan = new StringBuilder("## Batch 1: Many\n\n");
        IntStream.rangeClosed(1, 500)
                .forEach(i -> plan.append("### [ ] Task 1.%d: T %d\n\nDo it.\n\n".formatted(i, i)));
        var done = new ArrayList<String>();
        IntStream.rangeClosed(1, 500).forEach(i -> done.add("1.%d T %d".formatted(i, i)));

        var after = marked(plan.toString(), done.toArray(String[]::new));

        assertThat(after).isEqualTo(plan.toString().replace("[ ]", "[x]"));
        assertThat(PlanParser.parse("plan.md", after.getBytes(UTF_8)).plan().tasks())
                .allMatch(task -> task.done());
    }

    @Test
    void theWordOfAPlanInJsonIsChanged() {
        var plan = """
                {"tasks": [
                  {"id": 1, "title": "One", "status": "pending"},
                  {"id": 2, "title": "Two", "dependencies": [1], "status": "in-progress"},
                  {"id": 3, "title": "Three", "status": "pending"}
                ]}
                """;
        var done = List.of(new DoneTask(new TaskNumber("1"), "One"), new DoneTask(new TaskNumber("2"), "Two"));

        var marked = new DoneMarker("tasks.json", Optional.empty()).mark(plan.getBytes(UTF_8), done);

        assertThat(new String(marked.bytes(), UTF_8)).isEqualTo("""
                {"tasks": [
                  {"id": 1, "title": "One", "status": "done"},
                  {"id": 2, "title": "Two", "dependencies": [1], "status": "done"},
                  {"id": 3, "title": "Three", "status": "pending"}
                ]}
                """);
        assertThat(reasons(marked)).isEmpty();
    }
}
