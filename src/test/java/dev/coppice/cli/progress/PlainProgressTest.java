package dev.coppice.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.report.AgentPauseReport;
import dev.coppice.report.BudgetReport;
import dev.coppice.task.ExecutionState;
import dev.coppice.task.TaskNumber;
import dev.coppice.task.TaskState;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlainProgressTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PlainProgress progress = new PlainProgress(
            new PrintStream(written, true, StandardCharsets.UTF_8), InstantSource.fixed(at(TODAY, "12:30")));

    private static Instant at(LocalDate day, String time) {
        return day.atTime(LocalTime.parse(time)).atZone(ZoneId.systemDefault()).toInstant();
    }

    private void show(AgentPauseReport... pauses) {
        show(List.of(pauses), List.of());
    }

    private void show(List<AgentPauseReport> pauses, List<BudgetReport> budgets) {
        progress.show(new RunView(
                "exec_000000000000",
                ExecutionState.EXECUTING,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                pauses,
                budgets));
    }

    private static AgentPauseReport pause(String reason, String until) {
        return new AgentPauseReport("claude", reason, "", "", until, false, null);
    }

    @Test
    void aPauseIsToldOnceAndAgainWhenItsTimeChangesOrItEnds() {
        var untilFive = pause("rate_limited", at(TODAY, "14:05").toString());
        show();
        show(untilFive);
        show(untilFive);
        show(pause("not_logged_in", at(TODAY.plusDays(2), "08:00").toString()));
        show();
        show();

        assertThat(written.toString(StandardCharsets.UTF_8)).isEqualToNormalizingNewlines("""
                12:30:00  claude paused until 14:05 (rate limit)
                12:30:00  claude paused until 2026-11-28 08:00 (not logged in)
                12:30:00  claude goes on
                """);
    }

    @Test
    void whoStandsInIsNamed() {
        show(new AgentPauseReport(
                "claude", "rate_limited", "", "", at(TODAY, "14:05").toString(), false, "codex"));

        assertThat(written.toString(StandardCharsets.UTF_8))
                .isEqualToNormalizingNewlines("12:30:00  claude paused until 14:05 (rate limit), codex stands in\n");
    }

    private static BudgetReport budget(String spent) {
        return new BudgetReport("task", null, "1.2", null, new BigDecimal("5.00"), new BigDecimal(spent), true);
    }

    @Test
    void moneyThatComesToItsEndIsToldOnceAndOnceMoreWhenItIsGone() {
        show(List.of(), List.of(budget("4")));
        show(List.of(), List.of(budget("4.5")));
        show(List.of(), List.of(budget("5")));

        assertThat(written.toString(StandardCharsets.UTF_8)).isEqualToNormalizingNewlines("""
                12:30:00  task 1.2 has spent four fifths of its budget of 5 US dollars (estimated)
                12:30:00  task 1.2 has spent its budget of 5 US dollars (estimated)
                """);
    }

    @Test
    void whatWaitsForApprovalIsToldOnceAndHowItIsGivenWhereThatIsHeard() {
        var waiting = new RunView(
                "exec_000000000000",
                ExecutionState.EXECUTING,
                Optional.empty(),
                Optional.empty(),
                List.of(new TaskLine(
                        new TaskNumber("2.1"),
                        "Roof",
                        new TaskState.Queued(1),
                        true,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())),
                List.of(),
                List.of());

        progress.show(waiting);
        progress.show(waiting);
        progress.show(waiting.approvedBy("coppice approve exec_000000000000"));
        progress.show(waiting.approvedBy("coppice approve exec_000000000000"));

        assertThat(waiting.waitsForApprovalOnly()).isTrue();
        assertThat(written.toString(StandardCharsets.UTF_8)).isEqualToNormalizingNewlines("""
                12:30:00  2.1  waits for approval  Roof
                12:30:00  waiting for approval: 2.1; to approve: coppice approve exec_000000000000
                """);
    }

    @Test
    void whatAServiceAnswersIsShownAsHarmlessText() {
        show(pause("\u001b[2J", "soon\n"));

        assertThat(written.toString(StandardCharsets.UTF_8))
                .isEqualToNormalizingNewlines("12:30:00  claude paused until soon  ( [2J)\n");
    }
}
