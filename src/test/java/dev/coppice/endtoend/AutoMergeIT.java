package dev.coppice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code --auto-merge} does to the user's branch, and what it says. */
class AutoMergeIT {

    @TempDir
    Path folder;

    private SampleRepository repository;
    private PackagedCoppice coppice;
    private Path plan;

    @BeforeEach
    void prepare() {
        repository = SampleRepository.in(folder.resolve("repository"));
        coppice = new PackagedCoppice(folder.resolve("home"), repository.folder());
        plan = folder.resolve("plan.md");
        SamplePlans.write(plan, SamplePlans.TWO_BATCHES);
    }

    private PackagedCoppice.Run run(String... more) {
        var arguments =
                new java.util.ArrayList<>(java.util.List.of("run", plan.toString(), "--agent", "shell", "--json"));
        arguments.addAll(java.util.List.of(more));
        return coppice.run(arguments.toArray(String[]::new));
    }

    @Test
    void theBranchAndItsCleanCheckoutGoForwardWithWhatIsDoneMarked() {
        plan = repository.folder().resolve("PLAN.md");
        SamplePlans.write(plan, SamplePlans.TWO_BATCHES.replace("### Task", "### [ ] Task"));
        repository.git("add", "PLAN.md");
        repository.git("commit", "-q", "-m", "Plan");
        repository.write("notes.txt", "mine\n");

        var run = run("--auto-merge", "--mark-done");

        assertThat(run.exitCode()).as(run.standardError()).isZero();
        assertThat(run.standardError()).contains("merged: the branch main").doesNotContain("git merge");
        assertThat(run.standardOutput()).contains("\"outcome\" : \"merged\"");
        assertThat(repository.git("log", "--oneline", "main")).hasLineCount(6);
        assertThat(run.standardError()).contains("marked as done in PLAN.md: 1.1, 1.2, 2.1");
        assertThat(plan).hasContent(SamplePlans.TWO_BATCHES.replace("### Task", "### [x] Task"));
        assertThat(repository.git("status", "--porcelain")).isEqualTo("?? notes.txt");
        assertThat(repository.folder().resolve("joined.txt")).hasContent("first\nsecond");
    }

    @Test
    void aCheckoutWithChangesIsLeftWithTheCommandThatDoesIt() {
        repository.write("README.md", "# Mine\n");
        var before = repository.whatIsTheUsers();

        var run = run("--auto-merge");

        assertThat(run.exitCode()).isZero();
        assertThat(run.standardError())
                .contains("not merged: ")
                .contains("README.md")
                .contains("by hand: git -C ");
        assertThat(run.standardOutput()).contains("\"outcome\" : \"left\"");
        assertThat(repository.whatIsTheUsers()).isEqualTo(before);
        assertThat(run("--resume").standardOutput()).isEqualTo(run.standardOutput());
        assertThat(run.standardError().split(" merge coppice/", -1)).hasSize(2);
        LastWords.of(run).typeWhatIsLeft("merge", repository.folder().getParent());
        assertThat(repository.folder().resolve("joined.txt")).hasContent("first\nsecond");
    }

    @Test
    void withoutTheOptionNothingOfTheUsersMoves() {
        var before = repository.whatIsTheUsers();

        var run = run();

        assertThat(run.standardOutput()).contains("\"outcome\" : \"not_requested\"");
        assertThat(repository.whatIsTheUsers()).isEqualTo(before);
        LastWords.of(run).typeWhatTakesIt(repository.folder());
        assertThat(repository.folder().resolve("joined.txt")).hasContent("first\nsecond");
    }

    @Test
    void aBaseThatIsNoBranchIsRefused() {
        var run = run("--auto-merge", "--base", "HEAD~0");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.standardError()).contains("auto_merge");
        assertThat(repository.git("for-each-ref", "refs/coppice")).isEmpty();
    }
}
