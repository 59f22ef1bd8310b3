package dev.coppice.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.plan.Verification;
import java.util.List;
import org.junit.jupiter.api.Test;

class PromptTest {

    private static final Verification BOTH = new Verification(List.of("make test", "a\nb"), List.of("it is fast"));

    @Test
    void itBeginsWithALineOfOursThatNoAgentTakesForACommand() {
        assertThat(Prompt.of(Tasks.task(List.of(), BOTH))).startsWith("# Task 1.2: /Do it\n");
    }

    @Test
    void itNamesFilesBodyCriteriaAndChecksInThisOrder() {
        var prompt = Prompt.of(Tasks.task(List.of(), BOTH));

        assertThat(prompt)
                .containsSubsequence(
                        "Create: `src/a.txt`",
                        "`b.txt` (lines 1-5) (old)",
                        Tasks.BODY,
                        "it is fast",
                        "`make test`",
                        "a\n  b\n");
    }

    @Test
    void theBodyIsThePlansOwnToTheLastSpace() {
        assertThat(Prompt.of(Tasks.task(List.of(), BOTH))).contains("\n\n" + Tasks.BODY);
    }

    @Test
    void noCheckIsInventedWhereThePlanHasNone() {
        var prompt = Prompt.of(Tasks.task(List.of(), Verification.none()));

        assertThat(prompt).doesNotContain("Checks").doesNotContain("Acceptance");
    }
}
