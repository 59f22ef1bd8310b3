package dev.coppice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.git.TestRepository;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptCommandTest {

    private static final String PLAN = """
            # Shed

            Wood only.

            ## Batch 1: Floor
            ### Task 1.1: Pour it
            **Files:** `floor.txt`

            Level the ground.

            **Verification:**
            - `test -f floor.txt`
            ## Batch 2: Walls
            ### Task 2.1: Raise them

            Four of them.
            """;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private TestRepository user;

    @BeforeEach
    void makeRepository() {
        user = TestRepository.create(folder.resolve("user"));
        user.write("plan.md", PLAN);
    }

    private int prompt(String task, String... more) {
        var arguments = new ArrayList<>(List.of("prompt", path("plan.md"), task, "--repo", path("")));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private int run(String... arguments) {
        return CoppiceCommand.line(arguments)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private String path(String name) {
        return user.directory().resolve(name).toString();
    }

    @Test
    void itPrintsWhatTheAgentWouldReadAndNothingElse() {
        int code = prompt("1.1", "--agent", "command");

        assertThat(code).isZero();
        assertThat(err.toString()).isEmpty();
        assertThat(out.toString()).isEqualTo("""
                # Task 1.1: Pour it

                ## Files

                - `floor.txt`

                ## The task, as the plan has it

                **Files:** `floor.txt`

                Level the ground.

                **Verification:**
                - `test -f floor.txt`

                ## Checks that will be run afterwards

                - `test -f floor.txt`

                ## What the plan says of the whole

                For orientation: this is about the plan as a whole, and your part of it is task 1.1, no other.

                ```markdown
                # Shed

                Wood only.
                ```

                ## How to work

                1. Do this task, all of it, in the current directory, which is a git worktree of its own.
                2. Leave files that have nothing to do with it as they are.
                3. You need not commit: what the directory holds when you end is your work.
                """);
    }

    @Test
    void whatDependenciesDeliverIsSaidNotToBeKnownYet() {
        assertThat(prompt("2.1")).isZero();

        assertThat(out.toString()).contains("not known yet").contains("```text\nTask 1.1: Pour it\n```\n");
    }

    @Test
    void theRepositorysFilesAreReadAtTheBaseNotInTheCheckout() {
        user.write(".coppice.yaml", "prompt: tell.md\n");
        user.write("tell.md", "As committed: {{body}}\n{{instructions}}\n");
        user.write("AGENTS.md", "Tabs.\n");
        user.commitAll("Tell agents");
        user.git("tag", "told");
        user.git("rm", "-q", ".coppice.yaml", "AGENTS.md");
        user.git("commit", "-q", "-m", "Say nothing");
        user.write("CLAUDE.md", "Not committed.\n");

        assertThat(prompt("2.1", "--base", "told")).isZero();

        assertThat(out.toString())
                .startsWith("# Task 2.1: Raise them\n\nAs committed: \nFour of them.\n")
                .contains("`AGENTS.md`")
                .doesNotContain("Not committed");
    }

    @Test
    void claudeIsShownWithItsNotesAndOthersWithTheirName() {
        user.write("CLAUDE.md", "Spaces.\n");
        user.commitAll("Tell agents");

        prompt("1.1");
        assertThat(out.toString()).endsWith("(CLAUDE.md)\n\nSpaces.\n");

        out.getBuffer().setLength(0);
        prompt("1.1", "--agent", "command");
        assertThat(out.toString()).contains("`CLAUDE.md`").doesNotContain("Spaces.");
    }

    @Test
    void aTaskThatIsNotThereIsToldWithThoseThatAre() {
        assertThat(prompt("1.2")).isEqualTo(2);
        assertThat(err.toString()).startsWith("coppice: the plan has no task 1.2; there are: 1.1, 2.1 ");

        assertThat(prompt("\u001b[2J")).isEqualTo(2);
        assertThat(err.toString()).doesNotContain("\u001b");
    }

    @Test
    void ofVeryManyTasksTheFirstNumbersAreListed() {
        user.write(
                "plan.md",
                "## Batch 1: A\n"
                        + IntStream.rangeClosed(1, 250)
                                .mapToObj(at -> "### Task 1." + at + ": t\n")
                                .collect(Collectors.joining()));

        assertThat(prompt("2.1")).isEqualTo(2);
        assertThat(err.toString()).contains("1.200 and 50 more").doesNotContain("1.201");
    }

    @Test
    void aPlanThatCannotRunIsRefusedWithItsDiagnostics() {
        user.write("plan.md", PLAN + "**Depends on:** 7.7\n");

        assertThat(prompt("1.1")).isEqualTo(2);
        assertThat(err.toString()).contains("error unknown-dependency").endsWith("cannot be run: 1 error\n");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void whatElseMakesNoSenseIsOneClearLine() {
        user.write(".coppice.yaml", "prompt: no.md\n");
        user.commitAll("Tell agents");

        assertThat(prompt("1.1")).isEqualTo(2);
        assertThat(prompt("1.1", "--base", "nowhere")).isEqualTo(2);
        assertThat(prompt("1.1", "--agent", "shell")).isEqualTo(2);
        assertThat(run("prompt", path("plan.md"), "1.1", "--repo", folder.toString()))
                .isEqualTo(2);
        assertThat(run("prompt", path("none.md"), "1.1")).isEqualTo(2);
        assertThat(run("prompt", path("plan.md"))).isEqualTo(2);

        assertThat(err.toString())
                .hasLineCount(6)
                .contains(".coppice.yaml: prompt: there is no file 'no.md' in the commit")
                .contains("no commit named nowhere")
                .containsPattern("--agent must be one that reads a prompt: .*command")
                .contains("there is no plan");
    }
}
