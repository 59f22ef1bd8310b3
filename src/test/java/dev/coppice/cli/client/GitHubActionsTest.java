package dev.coppice.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.cli.progress.RunView;
import dev.coppice.cli.progress.TaskLine;
import dev.coppice.report.BudgetReport;
import dev.coppice.task.ExecutionState;
import dev.coppice.task.TaskNumber;
import dev.coppice.task.TaskState;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GitHubActionsTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final GitHubActions actions = GitHubActions.of(
                    Map.of("GITHUB_ACTIONS", "true"), new PrintStream(written, true, StandardCharsets.UTF_8))
            .orElseThrow();

    private static TaskLine failed(String title, String error) {
        return new TaskLine(
                new TaskNumber("1.2"),
                title,
                new TaskState.Failed("check_failed"),
                false,
                Optional.empty(),
                Optional.of(error),
                Optional.empty(),
                Optional.empty());
    }

    private static RunView view(ExecutionState state, List<TaskLine> tasks, List<BudgetReport> budgets) {
        return new RunView(
                "exec_000000000000",
                state,
                Optional.of("budget_spent").filter(_ -> state == ExecutionState.PAUSED),
                Optional.empty(),
                tasks,
                List.of(),
                budgets);
    }

    private List<String> lines() {
        return written.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void elsewhereThereAreNoCommands() {
        assertThat(GitHubActions.of(Map.of(), System.err)).isEmpty();
        assertThat(GitHubActions.of(Map.of("GITHUB_ACTIONS", "false"), System.err))
                .isEmpty();
    }

    @Test
    void whatAPlanSaysCannotLeaveItsAnnotation() {
        var task = failed("50% :: a,b=c\n::error::x", "100%\r\n::stop-commands::x\n\u001b[31m##[group]");

        actions.annotate(view(ExecutionState.FAILED, List.of(task), List.of()), false);

        assertThat(lines())
                .containsExactly(
                        "::error title=Task 1.2 failed%3A check_failed (50%25 %3A%3A a%2Cb=c%0A%3A%3Aerror%3A%3Ax)"
                                + "::100%25%0A::stop-commands::x%0A##[group]",
                        "::error title=Coppice%3A failed::execution exec_000000000000 is failed; failed tasks: 1");
    }

    @Test
    void whatIsPrintedBetweenIsNoCommandAndNobodyCanGuessTheWordThatEndsThat() {
        actions.stopCommands();
        actions.resumeCommands();

        assertThat(lines().getFirst()).matches("::stop-commands::[0-9a-f]{32}");
        assertThat(lines().getLast()).isEqualTo("::" + lines().getFirst().substring(17) + "::");
    }

    @Test
    void anExecutionThatIsNotCompletedIsAnErrorThoughNoTaskFailed() {
        actions.annotate(view(ExecutionState.PAUSED, List.of(), List.of()), false);

        assertThat(lines())
                .containsExactly(
                        "::error title=Coppice%3A paused::execution exec_000000000000 is paused: budget_spent; failed tasks: 0");
    }

    @Test
    void aCompletedExecutionIsNoErrorUnlessItsPushIsMissing() {
        actions.annotate(view(ExecutionState.COMPLETED, List.of(), List.of()), false);
        assertThat(lines()).isEmpty();

        actions.annotate(view(ExecutionState.COMPLETED, List.of(), List.of()), true);
        assertThat(lines()).singleElement().asString().startsWith("::error title=Coppice%3A not pushed::");
    }

    @Test
    void moneyThatComesToItsEndIsAWarning() {
        var budget = new BudgetReport("execution", null, null, null, new BigDecimal("5"), new BigDecimal("4.5"), false);

        actions.annotate(view(ExecutionState.COMPLETED, List.of(), List.of(budget)), false);

        assertThat(lines())
                .containsExactly("::warning title=Coppice%3A budget::the execution has spent 4.5 of 5 US dollars");
    }

    @Test
    void thereAreNoMoreErrorsThanTheSiteShows() {
        var tasks = IntStream.range(0, 40).mapToObj(_ -> failed("A", "no")).toList();

        actions.annotate(view(ExecutionState.FAILED, tasks, List.of()), false);

        assertThat(lines()).hasSize(10).last().asString().endsWith("failed tasks: 40");
    }
}
