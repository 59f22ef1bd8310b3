package dev.coppice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is interrupted ends in order, and goes on where it was. */
class InterruptionIT {

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
    }

    @Test
    void anInterruptedRunKeepsItsWorkAndGoesOnWithoutCountingAFailure() throws Exception {
        var gate = folder.resolve("gate");
        SamplePlans.write(plan, SamplePlans.independent(2));
        var agent = "sh -c 'echo begun > begun-$COPPICE_TASK; until test -e \"" + gate + "\"; do sleep 0.05; done'";
        var first = coppice.start("run", plan.toString(), "--agent-command", agent, "--workers", "2");
        Waiting.until(() -> first.standardError().contains("1.2  running"));

        first.process().destroy();

        assertThat(first.exitCode()).isEqualTo(130);
        assertThat(first.standardError()).contains("--resume");
        assertThat(coppice.processesLeft()).isEmpty();
        SamplePlans.write(gate, "");
        var second = coppice.run("run", plan.toString(), "--agent-command", agent, "--resume", "--json");
        assertThat(second.exitCode()).as(second.standardError()).isZero();
        var branch = repository.git("for-each-ref", "--format=%(refname:short)", "refs/heads/coppice");
        assertThat(repository.landed(branch)).hasSize(2);
    }

    @Test
    void aSecondInterruptionEndsEverythingAtOnce() {
        SamplePlans.write(plan, SamplePlans.independent(1));
        var run = coppice.start(
                "run", plan.toString(), "--agent-command", "sh -c 'trap \"\" TERM; sleep 600 & wait; sleep 600'");
        Waiting.until(() -> run.standardError().contains("1.1  running"));

        run.process().destroy();
        Waiting.until(() -> run.standardError().contains("again"));
        run.process().destroy();

        assertThat(run.exitCode()).isEqualTo(130);
        Waiting.until(() -> coppice.processesLeft().isEmpty());
    }

    @Test
    void resumingWhatIsCompletedPrintsItsReportAgainAndResumingNothingIsAnError() {
        SamplePlans.write(plan, SamplePlans.independent(1));
        var first = coppice.run("run", plan.toString(), "--agent", "shell", "--json");

        var again = coppice.run("run", plan.toString(), "--agent", "shell", "--resume", "--json");
        SamplePlans.write(plan, SamplePlans.independent(2));
        var other = coppice.run("run", plan.toString(), "--agent", "shell", "--resume");

        assertThat(again.exitCode()).isZero();
        assertThat(again.standardOutput()).isEqualTo(first.standardOutput());
        assertThat(other.exitCode()).isEqualTo(2);
        assertThat(other.standardError()).contains("nothing to resume");
    }

    @Test
    void resumingAFailedRunTriesItsFailedAndSkippedTasksAgain() {
        SamplePlans.write(plan, SamplePlans.ONE_FAILS);
        var first = coppice.run("run", plan.toString(), "--agent", "shell");
        var landedBefore = repository.landed(branch());

        var fixed = coppice.run(
                "run", plan.toString(), "--agent-command", "sh -c 'echo \"$COPPICE_TASK\" > finished.txt'", "--resume");

        assertThat(first.exitCode()).isEqualTo(1);
        assertThat(fixed.exitCode()).as(fixed.standardError()).isZero();
        assertThat(repository.landed(branch()))
                .startsWith(landedBefore.toArray(String[]::new))
                .hasSize(4);
    }

    private String branch() {
        return repository.git("for-each-ref", "--format=%(refname:short)", "refs/heads/coppice");
    }
}
