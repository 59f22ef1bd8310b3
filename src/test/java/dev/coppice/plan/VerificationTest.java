package dev.coppice.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerificationTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "**Verification:** `make test`",
                "**Verify:** `make test`",
                "**Verify**: `make test`",
                "- **Verify:** `make test`",
                "**Verification:**\n- `make test`",
                "**Verification:**\n\n1. `make test`.",
                "**Verification:**\n- Run: `make test`",
                "**Verification:**\n- `make test` (takes a minute)",
                "**Verification:**\n```bash\nmake test\n```",
                "**Verification:**\n\n```sh\nmake test\n```",
                "**Verification:**\n- Run this:\n  ```sh\n  make test\n  ```",
                "#### Verification\n\nRun the tests:\n\n```sh\nmake test\n```"
            })
    void aCommandIsOneCodeSpanOrAScript(String field) {
        PlannedTask task = Sample.task(field + "\n");

        assertThat(task.verification().commands()).containsExactly("make test");
        assertThat(task.scripts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "All three files exist",
                "`make test` exits with 0",
                "`make` and `make test`",
                "manual read; document it",
                "Test `x` by hand",
                "make test"
            })
    void everythingElseIsACriterion(String entry) {
        Verification verification =
                Sample.task("**Verification:**\n- " + entry + "\n").verification();

        assertThat(verification).isEqualTo(new Verification(List.of(), List.of(entry)));
    }

    @Test
    void bareCommandsMakePlainEntriesCommands() {
        Sample sample = Sample.of("""
                ---
                bare_commands: true
                ---
                ## Batch 1: A
                ### Task 1.1: a
                **Verification:**
                - cat hello.txt
                - `make` then look
                """);

        assertThat(sample.task(0).verification())
                .isEqualTo(new Verification(List.of("cat hello.txt"), List.of("`make` then look")));
    }

    @Test
    void aBlockWithoutLanguageIsACriterion() {
        assertThat(Sample.task("**Verification:**\n```\nok 3 tests\n```\n").verification())
                .isEqualTo(new Verification(List.of(), List.of("ok 3 tests")));
    }

    @Test
    void aScriptAfterAValueBesideTheLabelIsTheWork() {
        PlannedTask task =
                Sample.task("**Verification:** `test -f a`\n\n```sh\ntouch a\n```\n\nThen:\n\n```bash\ntouch b\n```\n");

        assertThat(task.verification().commands()).containsExactly("test -f a");
        assertThat(task.scripts()).containsExactly(new Script("sh", "touch a\n"), new Script("bash", "touch b\n"));
    }

    @Test
    void aScriptBelowAParagraphIsTheWorkUnlessTheParagraphLeadsToIt() {
        PlannedTask work = Sample.task("**Verification:**\n- `test -f a`\n\nNow do it.\n\n```sh\ntouch a\n```\n");
        PlannedTask check = Sample.task("**Verification:**\n- `test -f a`\n\nPlus this:\n\n```sh\ntest -f b\n```\n");

        assertThat(work.scripts()).hasSize(1);
        assertThat(check.scripts()).isEmpty();
        assertThat(check.verification().commands()).containsExactly("test -f a", "test -f b");
    }

    @Test
    void aRecipeForCommittingIsNeitherWorkNorCheck() {
        PlannedTask task = Sample.task("**Commit:**\n```bash\ngit commit -am x\n```\n");

        assertThat(task.scripts()).isEmpty();
        assertThat(task.verification()).isEqualTo(Verification.none());
        assertThat(task.labels()).containsKey("Commit");
    }

    @Test
    void acceptanceCriteriaAreNeverRun() {
        assertThat(Sample.task("**Acceptance Criteria:**\n- `make test`\n**Done:** it works\n")
                        .verification())
                .isEqualTo(new Verification(List.of(), List.of("`make test`", "it works")));
    }

    @Test
    void aTestFieldHoldsCommandsOrFiles() {
        PlannedTask command = Sample.task("**Test:**\n- `pytest tests/a_test.py`\n");
        PlannedTask file = Sample.task("**Test:** `tests/a_test.py`\n**Verify:** `pytest`\n");

        assertThat(command.verification().commands()).containsExactly("pytest tests/a_test.py");
        assertThat(file.files()).containsExactly(new TaskFile("tests/a_test.py", FileVerb.TEST, "", ""));
        assertThat(file.verification().commands()).containsExactly("pytest");
    }

    @Test
    void nothingIsInvented() {
        Sample sample = Sample.of("## Batch 1: A\n### Task 1.1: a\n**Verification:** none\n");

        assertThat(sample.task(0).verification()).isEqualTo(Verification.none());
        assertThat(sample.problems()).contains("warning no-verification 2", "warning no-files 2");
    }

    @Test
    void proseAloneIsPointedOut() {
        assertThat(Sample.of("## Batch 1: A\n### Task 1.1: a\n**Verify:** read it\n")
                        .problems())
                .contains("warning prose-verification 2");
    }
}
