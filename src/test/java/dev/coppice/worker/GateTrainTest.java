package dev.coppice.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.ExecutionMode;
import dev.coppice.task.ExecutionState;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tasks that wait in the merge queue are judged together by one run of the gate, and whoever breaks it is found by halving. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class GateTrainTest extends AJudgedPlan {

    private static final int TASKS = 5;

    @Inject
    MergeQueue queue;

    /** Five tasks that come to the queue in the order of their numbers, the first of which stays in the gate until all are there. */
    private ExecutionId runInOrder(String projectFile, String harm) {
        projectFile("gate: |\n"
                + "  echo $(ls | grep ^n- | cut -c 5-) >> '" + board + "/gates'\n"
                + "  while [ ! -f '" + board + "/all-wait' ]; do sleep 0.05; done\n"
                + "  " + harm + "\n"
                + "baseline: 'off'\nrepair_rounds: 0\n" + projectFile);
        var bodies = IntStream.range(0, TASKS).mapToObj(_ -> "").toArray(String[]::new);
        var execution = begin(plan(bodies), agent("""
                touch n-$COPPICE_TASK
                while [ ! -f "$BOARD/go-$COPPICE_TASK" ]; do sleep 0.05; done
                """), ExecutionMode.WORKTREE, TASKS);
        for (int task = 1; task <= TASKS; task++) {
            int expected = task;
            pinUp("go-1." + task);
            until(() -> queue.length(execution) == expected);
        }
        until(() -> Files.exists(board.resolve("gates")));
        pinUp("all-wait");
        awaitEnd(execution);
        return execution;
    }

    /** For each run of the gate the numbers of the tasks whose work was there. */
    private List<String> gates() {
        return read(board.resolve("gates")).lines().toList();
    }

    @Test
    void oneRunJudgesAllThatWait() {
        var execution = runInOrder("gate_train: 8\n", "true");

        assertThat(status(execution).state()).isEqualTo(ExecutionState.COMPLETED);
        assertThat(gates()).containsExactly("1", "1 2 3 4 5");
        assertThat(log(execution, "1.2")).contains("which has this task and 3 that wait behind it");
    }

    @Test
    void aTrainIsNoLongerThanTheRepositoryAllows() {
        runInOrder("gate_train: 2\n", "true");

        assertThat(gates()).containsExactly("1", "1 2 3", "1 2 3 4 5");
    }

    @Test
    void withoutTrainsEachTaskIsJudgedAlone() {
        runInOrder("", "true");

        assertThat(gates()).containsExactly("1", "1 2", "1 2 3", "1 2 3 4", "1 2 3 4 5");
    }

    @Test
    void whoBreaksTheGateIsFoundByHalvingAndKeepsNobodyElseFromLanding() {
        var execution = runInOrder("gate_train: 8\n", "test ! -f n-1.4");

        assertThat(gates()).containsExactly("1", "1 2 3 4 5", "1 2 3", "1 2 3 4", "1 2 3 5");
        assertThat(reason(execution, "1.4")).isEqualTo("gate_failed");
        assertThat(assertEveryCommitPasses(execution, "test ! -f n-1.4")).hasSize(4);
    }

    @Test
    void whoseTurnItIsCanBeTheOneThatBreaksIt() {
        var execution = runInOrder("gate_train: 8\n", "test ! -f n-1.2");

        assertThat(gates()).containsExactly("1", "1 2 3 4 5", "1 2 3", "1 2", "1 3 4 5");
        assertThat(reason(execution, "1.2")).isEqualTo("gate_failed");
        assertThat(assertEveryCommitPasses(execution, "test ! -f n-1.2")).hasSize(4);
    }
}
