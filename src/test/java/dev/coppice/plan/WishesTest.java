package dev.coppice.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A task, or a batch for its tasks, may ask for an agent and a model. */
class WishesTest {

    private static final String HEAD = "## Batch 1: A\n\n### Task 1.1: B\n\n";

    private static List<String> wishes(String plan) {
        var sample = Sample.of(plan);
        assertThat(sample.errors()).isEmpty();
        return sample.tasks().stream()
                .map(task -> task.agent().orElse("-") + " " + task.model().orElse("-"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "**Agent:** codex\n**Model:** gpt-5\n",
                "**Agent**: `codex`\n\n**Model**: `gpt-5`\n",
                "- **agent:** codex\n- **MODEL:** gpt-5\n",
                "**Agent:**\n- codex\n\n**Model:**\n- `gpt-5`\n",
            })
    void aTaskNamesThemByFields(String fields) {
        assertThat(wishes(HEAD + fields)).containsExactly("codex gpt-5");
    }

    @Test
    void aTableNamesThemByColumns() {
        assertThat(wishes("""
                ## Batch 1: A

                | Task | Title | Agent | Model |
                |---|---|---|---|
                | 1.1 | One | codex | gpt-5 |
                | 1.2 | Two | - | |
                """)).containsExactly("codex gpt-5", "- -");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "**Agent:** none\n**Model:** n/a\n",
                "#### Model\n\nUser has a name.\n",
                "**Model**\n\n- User\n"
            })
    void whatAsksForNothingAsksForNothing(String body) {
        assertThat(wishes(HEAD + body)).containsExactly("- -");
    }

    private static List<String> toBeApproved(String plan) {
        var sample = Sample.of(plan);
        assertThat(sample.errors()).isEmpty();
        return sample.tasks().stream()
                .filter(PlannedTask::needsApproval)
                .map(task -> task.number().text())
                .toList();
    }

    @Test
    void aPersonIsToApproveWhatSaysSoItselfOrByItsBatchOrPhase() {
        assertThat(toBeApproved("""
                ## Phase 1: Outer

                **Approval:** required

                ### Batch 1: A

                #### Task 1.1: Of the phase

                ### Batch 2: B

                **Agent:** codex

                #### Task 2.1: Of the phase too

                **Approval:** none

                #### [x] Task 2.2: Done before

                ## Phase 2: Free

                ### Batch 3: C

                #### Task 3.1: Free

                ##### Approval

                A heading is about the software.

                #### Task 3.2: Its own

                - **approval**: `Required`
                """)).containsExactly("1.1", "2.1", "3.2");
    }

    @Test
    void aTableSaysItByAColumn() {
        assertThat(toBeApproved("""
                ## Batch 1: A

                | Task | Title | Approval |
                |---|---|---|
                | 1.1 | One | required |
                | 1.2 | Two | - |
                """)).containsExactly("1.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "required by Bob", "not required"})
    void anApprovalInOtherWordsIsAnErrorAndNeverOverlooked(String words) {
        assertThat(Sample.of(HEAD + "**Approval:** " + words + "\n").errors())
                .containsExactly("error unknown-approval 5");
    }

    @Test
    void partsOfAPlanAreSelectedByNumberByPositionAndAltogether() {
        var plan = Sample.of("""
                ## Batch 1: A
                ### Task 1.1: One
                ### [x] Task 1.2: Done
                ## Batch 7: B
                ### Task 7.1: Two
                ### Task 7.2: Three
                """).parsed().plan();

        assertThat(selected(plan, "1.1")).containsExactly("1.1");
        assertThat(selected(plan, "batch:2", "batch:1")).containsExactly("1.1", "7.1", "7.2");
        assertThat(selected(plan, "all")).containsExactly("1.1", "7.1", "7.2");
        assertThat(selected(plan)).isEmpty();
        assertThat(new Selection(List.of("1.1", "batch:7")).objection(plan))
                .hasValueSatisfying(reason -> assertThat(reason).startsWith("'batch:7' names nothing in the plan"));
        assertThat(new Selection(List.of("1.2", "batch:2", "all")).objection(plan))
                .isEmpty();
    }

    private static List<String> selected(Plan plan, String... words) {
        return new Selection(List.of(words))
                .requiringApproval(plan).tasks().stream()
                        .filter(PlannedTask::needsApproval)
                        .map(task -> task.number().text())
                        .toList();
    }

    @Test
    void whatABatchAsksForHoldsForItsTasksUnlessTheyAskForTheirOwn() {
        assertThat(wishes("""
                ## Phase 1: Outer

                **Agent:** claude
                **Model:** opus

                ### Batch 1: A

                #### Task 1.1: Of the phase

                ### Batch 2: B

                **Agent:** codex

                #### Task 2.1: Of the batch, whose agent knows no opus

                #### Task 2.2: Its own model

                **Model:** gpt-5

                #### Task 2.3: Its own agent

                **Agent:** fast

                ## Phase 2: Other

                ### Batch 3: C

                #### Task 3.1: Nobody's
                """)).containsExactly("claude opus", "codex -", "codex gpt-5", "fast -", "- -");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "**Agent:** Backend Developer | error unreadable-agent 5:12",
                "**Agent:** --help | error unreadable-agent 5:12",
                "- **Agent:** ../x | error unreadable-agent 5:14",
                "**Agent:** a2345678901234567890123456789012 | error unreadable-agent 5:12",
                "**Model:** -rf | error unreadable-model 5:12",
                "**Model:** a b | error unreadable-model 5:12",
                "**Model:** $(id) | error unreadable-model 5:12",
            })
    void whatIsNoNameIsAnErrorWhereItStands(String field, String problem) {
        var sample = Sample.of(HEAD + field + "\n");

        assertThat(sample.isAccepted()).isFalse();
        assertThat(sample.parsed().diagnostics().stream()
                        .filter(found -> found.severity() == Severity.ERROR)
                        .map(found -> found.severity().word() + " " + found.code() + " " + found.line() + ":"
                                + found.column()))
                .containsExactly(problem);
    }

    @Test
    void aBatchIsReadAsStrictly() {
        assertThat(Sample.of("## Batch 1: A\n\n**Model:** a b\n\n### Task 1.1: B\n")
                        .errors())
                .singleElement()
                .asString()
                .contains("unreadable-model");
    }

    @Test
    void aModelHasAtMostAHundredCharacters() {
        assertThat(wishes(HEAD + "**Model:** " + "a".repeat(100) + "\n")).hasSize(1);
        assertThat(Sample.of(HEAD + "**Model:** " + "a".repeat(101) + "\n").errors())
                .hasSize(1);
    }

    @Test
    void twoAgentsForOneTaskAreAnError() {
        assertThat(Sample.of(HEAD + "**Agent:** codex\n\n**Agent:** claude\n").errors())
                .singleElement()
                .asString()
                .contains("unreadable-agent");
    }

    @Test
    void ofATaskThatIsDoneNothingIsAskedAnyMore() {
        assertThat(Sample.of("## Batch 1: A\n\n### [x] Task 1.1: B\n\n**Agent:** Somebody Else\n\n### Task 1.2: C\n")
                        .errors())
                .isEmpty();
    }
}
