package dev.coppice.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.git.ExecutionRefs;
import dev.coppice.process.LogFile;
import dev.coppice.queue.ExecutionSettings;
import dev.coppice.queue.Steering;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.ExecutionMode;
import dev.coppice.task.ExecutionState;
import dev.coppice.task.TaskNumber;
import dev.coppice.task.TaskState;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An agent whose work fails a check gets it back as it left it, with what the check printed, and only so often. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class RepairTest extends AJudgedPlan {

    private static final String RIGHT = "grep right answer || { echo '``` not right'; exit 3; }";

    @Inject
    Steering steering;

    @ParameterizedTest
    @EnumSource(names = {"WORKTREE", "LOCAL"})
    void theSecondRoundPutsRightWhatTheFirstDidWrong(ExecutionMode mode) {
        var execution = run(plan(check("echo looking > left; grep right answer")), agent("""
                ls > "$BOARD/files-$round"
                if [ $round = 1 ]; then echo wrong > answer; touch also; else echo right > answer; fi
                """), mode);

        assertThat(status(execution).state()).isEqualTo(ExecutionState.COMPLETED);
        assertThat(onResult(execution, "answer")).isEqualTo("right");
        assertThat(read(board.resolve("files-2")).lines())
                .contains("answer", "also")
                .doesNotContain("left");
        assertThat(task(execution, "1.1").attempts()).hasSize(1);
        var work = new ExecutionRefs(execution).attempt(new TaskNumber("1.1"), 1);
        assertThat(user.git("show", work + ":answer")).isEqualTo("right");
    }

    @Test
    void thePromptHoldsTheTaskAndWhatTheCheckPrintedAsNothingButData() {
        var block = "**Verification:**\n\n~~~sh\n" + RIGHT + "\n~~~\n";

        var execution = run(plan(block), "echo wrong > answer");

        assertThat(prompt("1.1", 1)).doesNotContain("What is wrong");
        assertThat(keptPrompt(execution, 1)).isEqualTo(prompt("1.1", 1));
        assertThat(keptPrompt(execution, 2)).isEqualTo(prompt("1.1", 2));
        assertThat(prompt("1.1", 2))
                .startsWith(prompt("1.1", 1))
                .contains("failed (exit code 3)")
                .contains("````text\n``` not right\n````\n");
    }

    private String keptPrompt(ExecutionId execution, int round) {
        var attempt = task(execution, "1.1").attempts().getLast();
        return read(LogFile.prompt(Path.of(attempt.log().orElseThrow()), round));
    }

    @Test
    void afterItsRoundsTheTaskFailsWithItsLastWorkKept() {
        var execution = run(plan(check("grep right answer")), "echo wrong $round > answer");

        assertThat(rounds("1.1")).isEqualTo(3);
        assertThat(reason(execution, "1.1")).isEqualTo("check_failed");
        assertThat(task(execution, "1.1").error().orElseThrow())
                .startsWith("grep right answer: exit code 1")
                .endsWith("(after 2 repair rounds)");
        var kept = kept(execution, "1.1").sha();
        assertThat(user.git("show", kept + ":answer")).isEqualTo("wrong 3");
        assertThat(user.git("rev-parse", kept + "^1")).isEqualTo(user.head().sha());
        assertThat(user.git("show", kept + "^2:answer")).isEqualTo("wrong 2");
        assertThat(user.git("show", kept + "^2^2:answer")).isEqualTo("wrong 1");
        assertThat(log(execution, "1.1"))
                .contains("repair round 1 of 2: this failed: grep right answer")
                .contains("repair round 2 of 2: this failed: grep right answer");
    }

    @Test
    void whoeverStartsThePlanSaysHowManyRoundsThereAre() {
        projectFile("repair_rounds: 5\n");

        run(plan(check("false")), agent("date > now-$round").repairing(Optional.of(1)), ExecutionMode.WORKTREE);

        assertThat(rounds("1.1")).isEqualTo(2);
    }

    @Test
    void thePlansOwnBlocksAreNotRunAgain() {
        var block = "```sh\necho x >> '" + board + "/runs'; touch made\n```\n\n";
        var settings = new ExecutionSettings("shell", List.of(), "host", Duration.ofMinutes(5), 2);

        var execution = run(plan(block + check("false")), settings, ExecutionMode.WORKTREE);

        assertThat(reason(execution, "1.1")).isEqualTo("check_failed");
        assertThat(board.resolve("runs")).hasContent("x");
    }

    @Test
    void whatOthersHaveLandedMeanwhileIsThereAtTheFirstCheckAlready() {
        projectFile("baseline: 'off'\n");
        var checks = check("echo $COPPICE_TASK $(ls | grep ^n-) >> '" + board + "/checks'");

        var execution = begin(plan(checks, checks), agent("""
                touch n-$COPPICE_TASK
                while [ $COPPICE_TASK = 1.2 ] && [ ! -f "$BOARD/go" ]; do sleep 0.05; done
                """), ExecutionMode.WORKTREE);
        until(() -> task(execution, "1.1").state() instanceof TaskState.Completed);
        pinUp("go");
        awaitEnd(execution);

        assertThat(status(execution).state()).isEqualTo(ExecutionState.COMPLETED);
        assertThat(read(board.resolve("checks")).lines()).containsExactlyInAnyOrder("1.1 n-1.1", "1.2 n-1.1 n-1.2");
    }

    @Test
    void aRoundThatIsCancelledEndsTheTask() {
        var execution = begin(
                plan(check("test -f never")),
                agent("touch some-$round; test $round = 1 || { touch \"$BOARD/second\"; sleep 600; }"),
                ExecutionMode.WORKTREE);
        until(() -> Files.exists(board.resolve("second")));

        steering.cancel(execution);

        awaitEnd(execution);
        assertThat(task(execution, "1.1").state()).isInstanceOf(TaskState.Cancelled.class);
        assertThat(user.git("ls-tree", "--name-only", kept(execution, "1.1").sha()))
                .contains("some-1", "some-2");
    }

    @Test
    void aRoundThatADrainInterruptsGivesTheTaskBackWithItsWorkKept() {
        var execution = begin(
                plan(check("test -f never")),
                agent("touch some-$round; test $round = 1 || { touch \"$BOARD/second\"; sleep 600; }"),
                ExecutionMode.WORKTREE);
        until(() -> Files.exists(board.resolve("second")));

        assertThat(worker.drain(Duration.ofSeconds(60))).isTrue();

        assertThat(task(execution, "1.1").state()).isEqualTo(new TaskState.Queued(0));
        assertThat(task(execution, "1.1").attempts().getFirst().state()).isEqualTo("released");
        assertThat(user.git("ls-tree", "--name-only", kept(execution, "1.1").sha()))
                .contains("some-1", "some-2");
    }

    @Test
    void theTimeOfAllRoundsAddsUp() {
        var execution = run(plan(check("test -f second")), "sleep 0.3; test $round = 1 || touch second; touch first");

        assertThat(task(execution, "1.1").agentTime()).isGreaterThanOrEqualTo(Duration.ofMillis(600));
    }
}
