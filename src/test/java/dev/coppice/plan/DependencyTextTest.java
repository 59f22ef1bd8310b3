package dev.coppice.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.plan.order.DependencyText;
import dev.coppice.plan.order.Reference;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DependencyTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    1.1                                       | 1.1
                    1.1, 1.2                                  | 1.1 1.2
                    Task 1.1, Task 1.2                        | task:1.1 task:1.2
                    Tasks 1.1, 1.2, 2.4                       | task:1.1 task:1.2 task:2.4
                    1.1 and 1.2 & 1.3 + 1.4                   | 1.1 1.2 1.3 1.4
                    2.1–2.5                                   | 2.1..2.5
                    Tasks 1-2                                 | task:1..2
                    1.1, 2.1 to 2.5, 3.1                      | 1.1 2.1..2.5 3.1
                    Tasks 1–11 all complete                   | task:1..11
                    2.1..2.4                                  | 2.1..2.4
                    T1.1 (WAL framing)                        | T1.1
                    #4, #5                                    | 4 5
                    `1.1`, **1.2**                            | 1.1 1.2
                    1.1（见 2.2）                              | 1.1
                    1.1; see also 9.9                         | 1.1
                    all prior tasks                           | *
                    ALL prior tasks (0.1 through 3.11)        | *
                    all previous                              | *
                    1.x, 2.x                                  | 1.x 2.x
                    Batch 1                                   | batch:1
                    Batches 1, 2                              | batch:1 batch:2
                    Batch 1 + Batch 2                         | batch:1 batch:2
                    Batches 3 and 4                           | batch:3 batch:4
                    Phase 1 complete                          | phase:1
                    Part A                                    | part:A
                    Batch 2 completing (independent of 3)     | batch:2
                    all tasks in Batch 1                      | batch:1
                    Depends on Task 1.1                       | task:1.1
                    task-001, task-002                        | task-001 task-002
                    Task 6 decision = "merge"                 | task:6
                    """)
    void aValueNamesTasksAndGroups(String value, String references) {
        DependencyText text = DependencyText.of(value);

        assertThat(text.readable()).isTrue();
        assertThat(text.references().stream().map(DependencyTextTest::word).collect(Collectors.joining(" ")))
                .isEqualTo(references);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "none",
                "None",
                "none (Task 1.7 implementation will satisfy it)",
                "none（与 A1.1 解耦）",
                "nothing — can run parallel with Batch 1",
                "N/A",
                "-",
                "—",
                "no dependencies",
                ""
            })
    void aValueThatStartsWithNoneNamesNothing(String value) {
        assertThat(DependencyText.of(value)).isEqualTo(new DependencyText(List.of(), "", true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"after the API is done", "the database", "1.1 but also Task 1.2", "1.1 then 1.2"})
    void aValueThatHidesWhatItNamesIsNotReadable(String value) {
        assertThat(DependencyText.of(value).readable()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Task 6 decision = "merge" | decision = "merge"
            Tasks 10 and 14 plus the reviewed text | the reviewed text
            """)
    void whatIsNoReferenceIsARemark(String value, String remark) {
        assertThat(DependencyText.of(value).remark()).isEqualTo(remark);
    }

    private static String word(Reference reference) {
        return switch (reference) {
            case Reference.One(var kind, var number) -> kind.isEmpty() ? number : kind + ":" + number;
            case Reference.Range(var kind, var from, var to) -> (kind.isEmpty() ? "" : kind + ":") + from + ".." + to;
            case Reference.Under(var number) -> number + ".x";
            case Reference.AllPrior _ -> "*";
        };
    }
}
