package dev.coppice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mode local: the agent works in the user's own checkout, and the user finds it as it was. */
class LocalModeIT {

    private static final int KILLS = Integer.getInteger("coppice.test.local.kills", 8);
    private static final int TASKS = 12;
    private static final long SEED = Long.getLong("coppice.test.seed", 20261124L);

    @TempDir
    Path folder;

    private SampleRepository repository;
    private PackagedCoppice coppice;
    private Path plan;

    @BeforeEach
    void prepare() throws Exception {
        repository = SampleRepository.in(folder.resolve("repository"));
        repository.write(".gitignore", ".env\nnode_modules/\n");
        repository.git("add", "-A");
        repository.git("commit", "-qm", "Ignore");
        repository.write(".env", "SECRET=1\n");
        java.nio.file.Files.createDirectories(repository.folder().resolve("node_modules/dep"));
        repository.write("node_modules/dep/index.js", "module\n");
        coppice = new PackagedCoppice(folder.resolve("home"), repository.folder());
        plan = folder.resolve("plan.md");
    }

    private String branch() {
        return repository.git("for-each-ref", "--format=%(refname:short)", "refs/heads/coppice");
    }

    private void assertIgnoredFilesLive() {
        assertThat(repository.folder().resolve(".env")).hasContent("SECRET=1");
        assertThat(repository.folder().resolve("node_modules/dep/index.js")).hasContent("module");
    }

    @Test
    void aPlanRunsInTheCheckoutAndItsUserIsBackOnTheirBranch() {
        SamplePlans.write(plan, SamplePlans.TWO_BATCHES);
        var before = repository.whatIsTheUsers();

        var run =
                coppice.run("run", plan.toString(), "--mode", "local", "--agent", "shell", "--workers", "4", "--json");

        assertThat(run.exitCode()).as(run.standardError()).isZero();
        assertThat(run.standardOutput()).contains("\"mode\" : \"local\"");
        assertThat(repository.landed(branch())).hasSize(3);
        assertThat(repository.show(branch(), "joined.txt")).isEqualTo("first\nsecond");
        assertThat(repository.whatIsTheUsers()).isEqualTo(before);
        assertThat(repository.git("worktree", "list")).hasLineCount(1);
        assertIgnoredFilesLive();
    }

    @Test
    void aFailureIsKeptAndTheOthersLand() {
        SamplePlans.write(plan, SamplePlans.ONE_FAILS);
        var before = repository.whatIsTheUsers();

        var run = coppice.run("run", plan.toString(), "--mode", "local", "--agent", "shell");

        assertThat(run.exitCode()).as(run.standardError()).isEqualTo(1);
        assertThat(repository.landed(branch())).hasSize(2);
        var attempt = repository.git("for-each-ref", "--format=%(refname)", "refs/coppice/*/task/1.2/1");
        assertThat(repository.show(attempt, "broken.txt")).isEqualTo("half done");
        assertThat(repository.whatIsTheUsers()).isEqualTo(before);
        assertIgnoredFilesLive();
    }

    @Test
    void aCheckoutWithUncommittedWorkIsRefused() {
        SamplePlans.write(plan, SamplePlans.TWO_BATCHES);
        repository.write("README.md", "# Mine\n");
        var before = repository.whatIsTheUsers();

        var run = coppice.run("run", plan.toString(), "--mode", "local", "--agent", "shell");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.standardError()).contains("README.md").contains("commit or stash");
        assertThat(repository.whatIsTheUsers()).isEqualTo(before);
        assertThat(branch()).isEmpty();
    }

    /** The user's edit comes while the first task's last check runs in the checkout of another: after it, before the second. */
    @Test
    void anEditThatTheUserMakesMeanwhileIsKeptOrLeftInPlaceAndNeverLost() {
        SamplePlans.write(plan, SamplePlans.independent(3));
        var run = coppice.start("run", plan.toString(), "--mode", "local", "--agent", "shell");
        Waiting.until(() -> run.standardError().contains("1.1  completed"));

        repository.write("README.md", "# Mine\n");
        run.exitCode();

        var everywhere = repository
                .git("for-each-ref", "--format=%(refname)", "refs/coppice")
                .lines()
                .filter(ref -> !ref.contains("/fence/"))
                .map(ref -> repository.show(ref, "README.md"))
                .toList();
        var inPlace = read(repository.folder().resolve("README.md"));
        assertThat(everywhere.contains("# Mine") || inPlace.equals("# Mine\n")).isTrue();
    }

    private static String read(Path file) {
        try {
            return java.nio.file.Files.readString(file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void anInterruptedRunGivesTheCheckoutBackAndGoesOn() {
        SamplePlans.write(plan, SamplePlans.independent(2));
        var before = repository.whatIsTheUsers();
        var gate = folder.resolve("gate");
        var agent = "sh -c 'echo begun > begun-$COPPICE_TASK; until test -e \"" + gate + "\"; do sleep 0.05; done'";
        var first = coppice.start("run", plan.toString(), "--mode", "local", "--agent-command", agent);
        Waiting.until(() -> first.standardError().contains("1.1  running"));

        first.process().destroy();

        assertThat(first.exitCode()).as(first.standardError()).isEqualTo(130);
        assertThat(repository.whatIsTheUsers()).isEqualTo(before);
        SamplePlans.write(gate, "");
        var second = coppice.run("run", plan.toString(), "--agent-command", agent, "--resume");
        assertThat(second.exitCode()).as(second.standardError()).isZero();
        assertThat(repository.landed(branch())).hasSize(2);
        assertThat(repository.whatIsTheUsers()).isEqualTo(before);
        assertIgnoredFilesLive();
    }

    @Test
    void aSecondRunInTheSameCheckoutIsRefusedWhileTheFirstIsNotAtItsEnd() {
        SamplePlans.write(plan, SamplePlans.independent(1));
        var first = coppice.start(
                "run", plan.toString(), "--mode", "local", "--agent-command", "sh -c 'touch begun; sleep 600'");
        Waiting.until(() -> first.standardError().contains("1.1  running"));
        first.process().destroy();
        first.exitCode();
        var other = folder.resolve("other.md");
        SamplePlans.write(other, SamplePlans.TWO_BATCHES);

        var second = coppice.run("run", other.toString(), "--mode", "local", "--agent", "shell");

        assertThat(second.exitCode()).isEqualTo(2);
        assertThat(second.standardError()).contains("exec_").contains("not at its end");
        var third = coppice.run(
                "run", other.toString(), "--mode", "local", "--agent", "shell", "--replace", "--auto-merge");
        assertThat(third.exitCode()).as(third.standardError()).isZero();
        assertThat(third.standardError()).contains("merged: the branch main");
        assertThat(repository.git("symbolic-ref", "HEAD")).isEqualTo("refs/heads/main");
        assertThat(repository.git("status", "--porcelain")).isEmpty();
        assertThat(repository.folder().resolve("joined.txt")).exists();
        assertIgnoredFilesLive();
    }

    @Test
    void killsAtRandomMomentsLoseNothingAndTheUserIsBackInTheEnd() {
        SamplePlans.write(plan, SamplePlans.independent(TASKS));
        var before = repository.whatIsTheUsers();
        var random = RandomGeneratorFactory.getDefault().create(SEED);
        var first = coppice.start("run", plan.toString(), "--mode", "local", "--agent", "shell");
        Waiting.until(() -> first.standardError().contains("1.1 "));
        first.killWithin(random.nextLong(1_000), true);
        String[] resume = {"run", plan.toString(), "--agent", "shell", "--resume", "--json"};

        for (int kill = 1; kill < KILLS; kill++) {
            coppice.start(resume).killWithin(random.nextLong(3_000, 7_000), random.nextBoolean());
        }
        var last = coppice.run(resume);

        assertThat(last.exitCode()).as(last.standardError()).isZero();
        assertThat(repository.landed(branch()))
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, TASKS)
                        .mapToObj(task -> "feat(pipeline): Number " + task)
                        .toList());
        assertThat(repository.whatIsTheUsers()).isEqualTo(before);
        assertIgnoredFilesLive();
        assertThat(repository.git("fsck", "--strict")).doesNotContain("error").doesNotContain("missing");
        assertThat(coppice.processesLeft()).isEmpty();
    }
}
