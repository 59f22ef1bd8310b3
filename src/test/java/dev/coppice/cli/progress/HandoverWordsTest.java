package dev.coppice.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.report.ExecutionReport;
import dev.coppice.report.PullRequestReport;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people are told of a pull request, and whether that is what was asked for. */
class HandoverWordsTest {

    private static HandoverWords words(String status, String state, @Nullable String url, String reason) {
        var request = new PullRequestReport(null, url == null ? null : 12, url, state, reason, "work", "main", null);
        var commit = "0".repeat(40);
        return new HandoverWords(new ExecutionReport(
                "exec_000000000000",
                status,
                "plan.md",
                "/repository",
                "worktree",
                commit,
                "coppice/exec_000000000000/result",
                commit,
                1.0,
                1.0,
                null,
                false,
                null,
                null,
                null,
                null,
                null,
                List.of(request),
                List.of(),
                List.of(),
                List.of(),
                List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "open, false",
        "waiting_for_checks, false",
        "merged, false",
        "waiting, true",
        "closed, true",
        "not_mergeable, true",
        "failed, true",
        "cancelled, true"
    })
    void aRequestThatIsNotOpenOrWillNotBeMergedIsMissing(String state, boolean isMissing) {
        assertThat(words("completed", state, "https://x/12", "").isPullRequestMissing())
                .isEqualTo(isMissing);
        assertThat(words("failed", state, "https://x/12", "").isPullRequestMissing())
                .isFalse();
    }

    @Test
    void itsLineSaysWhereItIsAndHowItStands() {
        assertThat(words("completed", "waiting_for_checks", "https://x/12", "the check build is not at its end")
                        .lines())
                .containsExactly("pull request https://x/12, waiting for checks: the check build is not at its end");
        assertThat(words("completed", "failed", null, "no\u001b[2J").lines())
                .containsExactly("pull request not open, failed: no");
    }
}
