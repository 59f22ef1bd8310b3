package dev.coppice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.cli.options.ReportFiles;
import dev.coppice.cli.options.RunPullRequest;
import dev.coppice.cli.options.RunScheduling;
import dev.coppice.cli.progress.RunView;
import dev.coppice.report.BaselineReport;
import dev.coppice.report.ExecutionReport;
import dev.coppice.report.TokensReport;
import dev.coppice.task.ExecutionState;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunEndingTest {

    @Test
    void whatFailedBeforeAnyTaskHadWorkedIsSaidWithWhetherItCounted() {
        var messages = messages(List.of(
                new BaselineReport("make lint", true, "", true),
                new BaselineReport("make test\n\u001b[2J", false, "exit code 2", false),
                new BaselineReport("make docs", false, "exit code 1", true)));

        assertThat(messages)
                .contains("failed before any task had worked, and was not enforced: make test  [2J\n")
                .contains("failed before any task had worked, and must pass all the same: make docs\n")
                .doesNotContain("make lint");
    }

    @Test
    void aCostThatWasWorkedOutIsCalledAnEstimate() {
        assertThat(messages(List.of(), new BigDecimal("1.005")))
                .contains(", for 1.01 US dollars (estimated)\n")
                .doesNotContain("tokens");
    }

    @Test
    void whereNobodyKnowsTheCostTheTokensAreTold() {
        assertThat(messages(List.of(), null)).contains(", with 1234 tokens read and 50 written\n");
    }

    private static String messages(List<BaselineReport> baseline) {
        return messages(baseline, null);
    }

    private static String messages(List<BaselineReport> baseline, @Nullable BigDecimal cost) {
        var commit = "0".repeat(40);
        var report = new ExecutionReport(
                "exec_000000000000",
                "completed",
                "plan.md",
                "app",
                "worktree",
                commit,
                "coppice/exec_000000000000/result",
                commit,
                1.0,
                1.0,
                cost,
                cost != null,
                new TokensReport(1000, 50, 200, 34),
                null,
                null,
                null,
                null,
                List.of(),
                baseline,
                List.of(),
                List.of(),
                List.of());
        var request = new RunRequest(
                "plan.md",
                "",
                "/repository",
                "worktree",
                "HEAD",
                false,
                "",
                RunPullRequest.NONE,
                "shell",
                List.of(),
                "",
                0,
                1,
                -1,
                RunScheduling.USUAL,
                List.of(),
                false,
                false,
                false,
                "",
                "",
                "",
                ReportFiles.NONE);
        var view = new RunView(
                report.executionId(),
                ExecutionState.COMPLETED,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of());
        var written = new ByteArrayOutputStream();
        new RunEnding(view, report, request)
                .print(
                        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                        new PrintStream(written, true, StandardCharsets.UTF_8));
        return written.toString(StandardCharsets.UTF_8);
    }
}
