package dev.coppice.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.queue.ExecutionSettings;
import dev.coppice.queue.TaskStatus;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.ExecutionMode;
import dev.coppice.task.ExecutionState;
import dev.coppice.task.TaskState;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two tasks change the same line: the one that comes second gets both versions to put together, once. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ConflictTest extends AJudgedPlan {

    private static final String TWO = plan(check("grep 1.1 a.txt || grep 1.2 a.txt"), check("test -f a.txt"));

    private static final String FIRST_ROUND =
            "if [ $round = 1 ]; then together; echo $COPPICE_TASK > a.txt; exit; fi\n";

    @Test
    void theAgentResolvesTheConflictOnTopOfWhatHasLanded() {
        var execution = run(TWO, FIRST_ROUND + """
                cp a.txt "$BOARD/conflict"
                grep '^1' a.txt > both; mv both a.txt
                """);

        assertThat(status(execution).state()).isEqualTo(ExecutionState.COMPLETED);
        assertThat(onResult(execution, "a.txt").lines()).containsExactlyInAnyOrder("1.1", "1.2");
        assertThat(read(board.resolve("conflict")))
                .contains("<<<<<<<")
                .contains("=======")
                .contains(">>>>>>>");
        assertThat(assertEveryCommitPasses(execution, "! grep '<<<<' a.txt")).hasSize(2);
        var second = rounds("1.1") == 2 ? "1.1" : "1.2";
        assertThat(prompt(second, 2)).contains("```text\na.txt\n```").contains("`git show ");
        assertThat(log(execution, second))
                .contains("coppice: a round for conflicts with what landed meanwhile in a.txt\n");
    }

    @Test
    void aConflictThatIsLeftThereFailsTheTaskWithItsPathAndBothOfItsVersionsKept() {
        var execution = run(TWO + "\n### Task 1.3: After\n\n**Depends on:** 1.1, 1.2\n\nDo it.\n", FIRST_ROUND);

        var failed = failed(execution);
        assertThat(failed.error()).contains("conflict markers are left in a.txt");
        assertThat(failed.attempts().getFirst().reason()).contains("conflict");
        assertThat(task(execution, "1.3").state()).isEqualTo(new TaskState.Skipped("needs_failed"));
        var kept = kept(execution, failed.number().text()).sha();
        assertThat(user.git("show", kept + ":a.txt")).contains("<<<<<<<");
        assertThat(user.git("show", kept + "^2:a.txt"))
                .isEqualTo(failed.number().text());
    }

    @Test
    void thePlansOwnBlocksCannotResolveAConflict() {
        var block = "```sh\ntouch '" + board + "/here-'$COPPICE_TASK; while [ $(ls '" + board
                + "' | wc -l) -lt 2 ]; do sleep 0.05; done; echo $COPPICE_TASK > a.txt\n```\n";
        var settings = new ExecutionSettings("shell", List.of(), "host", Duration.ofMinutes(5), 2);

        var execution = run(plan(block, block), settings, ExecutionMode.WORKTREE);

        assertThat(failed(execution).error()).contains("conflicts with what landed meanwhile in a.txt");
    }

    @Test
    void markersThatTheWorkItselfHasAreNone() {
        var execution = run(TWO, """
                if [ $round = 1 ]; then together; printf '%s\\n<<<<<<< sample\\n' $COPPICE_TASK > a.txt; exit; fi
                printf '1.1 1.2\\n<<<<<<< sample\\n' > a.txt
                """);

        assertThat(status(execution).state()).isEqualTo(ExecutionState.COMPLETED);
    }

    private TaskStatus failed(ExecutionId execution) {
        assertThat(status(execution).state()).isEqualTo(ExecutionState.FAILED);
        var failed = status(execution).tasks().stream()
                .filter(task -> task.state() instanceof TaskState.Failed)
                .toList();
        assertThat(failed).hasSize(1);
        return failed.getFirst();
    }
}
