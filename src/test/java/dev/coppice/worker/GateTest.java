package dev.coppice.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.task.ExecutionState;
import dev.coppice.task.TaskState;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every commit of the result has passed the gate, and nobody but the repository's base and the plan says what that is. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class GateTest extends AJudgedPlan {

    /** Each task alone passes it. */
    private static final String AT_MOST_ONE = "test $(ls | grep -c '^n-') -lt 2 || test -f allowed";

    private static final String TWO = plan(check("test -f n-1.1"), check("test -f n-1.2"));

    @Test
    void whatBreaksTheGateOnlyWithWhatLandedMeanwhileIsRepairedOnTopOfThat() {
        projectFile("gate: \"" + AT_MOST_ONE + "\"\n");

        var execution = run(TWO, """
                if [ $round = 1 ]; then together; touch n-$COPPICE_TASK; else ls > "$BOARD/seen"; touch allowed; fi
                """);

        assertThat(status(execution).state()).isEqualTo(ExecutionState.COMPLETED);
        assertThat(assertEveryCommitPasses(execution, AT_MOST_ONE)).hasSize(2);
        assertThat(read(board.resolve("seen")).lines()).contains("n-1.1", "n-1.2");
        assertThat(rounds("1.1") + rounds("1.2")).isEqualTo(3);
        assertThat(log(execution, "1.1") + log(execution, "1.2"))
                .contains("coppice: repair round 1 of 2: this failed: " + AT_MOST_ONE);
    }

    @Test
    void whatIsNotRepairedDoesNotLandAndTheResultPassesTheGate() {
        projectFile("gate: \"" + AT_MOST_ONE + "\"\nrepair_rounds: 1\n");

        var execution = run(TWO, "test $round = 2 || together; touch n-$COPPICE_TASK");

        assertThat(status(execution).state()).isEqualTo(ExecutionState.FAILED);
        assertThat(List.of(reason(execution, "1.1"), reason(execution, "1.2")))
                .containsExactlyInAnyOrder("", "gate_failed");
        assertThat(assertEveryCommitPasses(execution, AT_MOST_ONE)).hasSize(1);
    }

    @Test
    void whatAnAgentWritesIntoItsWorktreeChangesNeitherGateNorChecks() {
        user.write("plan.md", "the plan, or so the agent thinks");
        projectFile("gate: test ! -f bad\nrepair_rounds: 1\n");

        var execution = run(plan(check("test -f good")), """
                printf 'gate: "true"\\nbaseline: report\\n' > .coppice.yaml
                echo '# nothing to check' > plan.md
                touch bad; test $round = 1 || touch good
                """);

        assertThat(task(execution, "1.1").state()).isEqualTo(new TaskState.Failed("gate_failed"));
        assertThat(log(execution, "1.1")).contains("$ test -f good").contains("$ test ! -f bad");
        assertThat(rounds("1.1")).isEqualTo(2);
    }

    @Test
    void thePlansOwnGateIsAddedToTheRepositorys() {
        projectFile("gate: test ! -f first\nrepair_rounds: 0\n");

        var execution = run("---\ngate: test ! -f second\n---\n" + plan("", ""), """
                case $COPPICE_TASK in 1.1) touch first;; *) touch second;; esac
                """);

        assertThat(task(execution, "1.1").error().orElseThrow()).startsWith("test ! -f first: exit code 1");
        assertThat(task(execution, "1.2").error().orElseThrow()).startsWith("test ! -f second: exit code 1");
    }

    @Test
    void theGateSeesTheWholeCommitAndNothingThatTheChecksLeft() {
        projectFile(
                "gate:\n  - test -f made && test -f a.txt\n  - test ! -f left-by-check && test ! -f build/ignored\n");

        var execution = run(
                plan(check("touch left-by-check; mkdir build; touch build/ignored")),
                "mkdir build; touch build/ignored made");

        assertThat(status(execution).state()).isEqualTo(ExecutionState.COMPLETED);
    }

    @Test
    void withoutAGateTooWorkLandsOneAtATime() {
        // The first checks meet; checked again on what landed meanwhile, two tasks would be in the same place at once.
        var alone = """
                case $(ls | grep -c '^n-') in
                  0) ;;
                  1) touch "$B/met-$COPPICE_TASK"; while [ $(ls "$B" | grep -c ^met-) -lt 3 ]; do sleep 0.05; done ;;
                  *) mkdir "$B/alone" && sleep 1 && rmdir "$B/alone" ;;
                esac
                """;
        var checks = "**Verification:**\n\n```sh\nB='" + board + "'\n" + alone + "```\n";

        var execution = run(plan(checks, checks, checks), "together 3; touch n-$COPPICE_TASK");

        assertThat(status(execution).state()).isEqualTo(ExecutionState.COMPLETED);
        assertThat(rounds("1.1") + rounds("1.2") + rounds("1.3")).isEqualTo(3);
    }
}
