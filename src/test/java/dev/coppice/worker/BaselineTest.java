package dev.coppice.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.report.BaselineReport;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.ExecutionMode;
import dev.coppice.task.ExecutionState;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What fails already where an execution starts is seen before any task works; the repository says what that means. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class BaselineTest extends AJudgedPlan {

    private static final String GATE = "gate: echo broken; test -f mended\nrepair_rounds: 0\n";

    @Test
    void whatFailedBeforeIsReportedAndKeepsNoTaskFromLanding() {
        projectFile(GATE);

        var execution = run(plan(""), "touch made");

        assertThat(status(execution).state()).isEqualTo(ExecutionState.COMPLETED);
        assertThat(baseline(execution))
                .containsExactly(
                        new BaselineReport("echo broken; test -f mended", false, "exit code 1\nbroken", false));
        assertThat(log(execution, "1.1"))
                .containsSubsequence(
                        "coppice: the checks on the base, before any task has worked",
                        "$ echo broken",
                        "coppice: the gate, on ",
                        "$ echo broken",
                        "coppice: this failed before any task had worked, so it counts for nothing");
    }

    @Test
    void whereItBlocksATaskMustMendIt() {
        projectFile(GATE + "baseline: block\n");

        var execution = run(plan("", ""), "touch made-$COPPICE_TASK; test $COPPICE_TASK = 1.1 || touch mended");

        assertThat(reason(execution, "1.1")).isIn("gate_failed", "");
        assertThat(reason(execution, "1.2")).isEmpty();
        assertThat(assertEveryCommitPasses(execution, "test -f mended")).isNotEmpty();
        assertThat(baseline(execution))
                .containsExactly(new BaselineReport("echo broken; test -f mended", false, "exit code 1\nbroken", true));
    }

    @Test
    void whereNobodyLooksTheGateCountsFromTheStart() {
        projectFile(GATE + "baseline: \"off\"\n");

        var execution = run(plan(""), "touch made");

        assertThat(reason(execution, "1.1")).isEqualTo("gate_failed");
        assertThat(baseline(execution)).isEmpty();
        assertThat(log(execution, "1.1")).doesNotContain("on the base");
    }

    @Test
    void onlyChecksThatSeveralTasksShareAreLookedAtAndOnlyOnce() {
        var shared = "ls | grep -c needed";

        var execution = run(
                plan(check(shared) + "- `test -f n-1.1`\n", check(shared) + "- `test -f n-1.2`\n"),
                "together; touch n-$COPPICE_TASK");

        assertThat(status(execution).state()).isEqualTo(ExecutionState.COMPLETED);
        assertThat(baseline(execution)).containsExactly(new BaselineReport(shared, false, "exit code 1\n0", false));
        var logs = log(execution, "1.1") + log(execution, "1.2");
        assertThat(logs.split("coppice: the checks on the base", -1)).hasSize(2);
    }

    @Test
    void whatPassedBeforeIsEnforced() {
        projectFile("gate: test ! -f bad\nrepair_rounds: 0\n");

        var execution = run(plan(""), "touch bad");

        assertThat(reason(execution, "1.1")).isEqualTo("gate_failed");
        assertThat(baseline(execution)).containsExactly(new BaselineReport("test ! -f bad", true, "", true));
    }

    @ParameterizedTest
    @EnumSource(names = {"WORKTREE", "LOCAL"})
    void theAgentFindsNothingOfWhatTheChecksLeftOnTheBase(ExecutionMode mode) {
        projectFile("gate: touch left\n");

        var execution = run(plan(""), agent("test ! -f left && touch made"), mode);

        assertThat(status(execution).state()).isEqualTo(ExecutionState.COMPLETED);
    }

    private List<BaselineReport> baseline(ExecutionId execution) {
        return BaselineReport.of(status(execution));
    }
}
