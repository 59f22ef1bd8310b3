package dev.coppice.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.task.ExecutionMode;
import dev.coppice.task.ExecutionState;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** While one task is checked and landed, another one's agent works; but never more agents than there are slots. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class OverlapTest extends AJudgedPlan {

    /** Notes it if more agents than two are there at once. */
    private static final String AT_MOST_TWO = """
            mkdir "$BOARD/seat-a" 2>/dev/null && seat=a || { mkdir "$BOARD/seat-b" 2>/dev/null && seat=b; } || {
              seat=c; touch "$BOARD/too-many"; }
            touch n-$COPPICE_TASK "$BOARD/came-$COPPICE_TASK"
            """;

    private static final String GO = "\nrmdir \"$BOARD/seat-$seat\"\n";

    @Inject
    Seats seats;

    private String waitingFor(String note) {
        return check("while [ ! -f '" + board + "/" + note + "' ]; do sleep 0.05; done");
    }

    @Test
    void anotherAgentWorksWhileATaskIsChecked() {
        projectFile("baseline: 'off'\n");
        var execution = begin(
                plan(waitingFor("came-1.3"), waitingFor("came-1.3"), ""),
                agent(AT_MOST_TWO + "while [ ! -f \"$BOARD/go\" ]; do sleep 0.05; done" + GO),
                ExecutionMode.WORKTREE,
                2);
        until(() -> Files.exists(board.resolve("came-1.1")) && Files.exists(board.resolve("came-1.2")));
        worker.poll();
        assertThat(task(execution, "1.3").attempts()).isEmpty();

        pinUp("go");

        awaitEnd(execution);

        assertThat(status(execution).state()).isEqualTo(ExecutionState.COMPLETED);
        assertThat(board.resolve("too-many")).doesNotExist();
    }

    @Test
    void aRepairRoundWaitsForASeat() {
        projectFile("baseline: 'off'\n");
        var agent = AT_MOST_TWO + """
                case $COPPICE_TASK-$round in
                  1.1-1) ;;
                  1.1-2) touch right ;;
                  *) while [ ! -f "$BOARD/go" ] ; do sleep 0.05; done ;;
                esac
                """ + GO;

        var execution = begin(plan(check("test -f right"), "", ""), agent(agent), ExecutionMode.WORKTREE, 2);
        until(() -> seats.waiting() == 1);
        pinUp("go");
        awaitEnd(execution);

        assertThat(status(execution).state()).isEqualTo(ExecutionState.COMPLETED);
        assertThat(rounds("1.1")).isEqualTo(2);
        assertThat(board.resolve("too-many")).doesNotExist();
    }

    @Test
    void oneWorkerAloneDoesOneTaskAfterAnother() {
        projectFile("baseline: 'off'\n");
        var execution = begin(
                plan(check("test ! -f '" + board + "/came-1.2'"), ""),
                agent("touch n-$COPPICE_TASK \"$BOARD/came-$COPPICE_TASK\"; ls > \"$BOARD/seen-$COPPICE_TASK\""),
                ExecutionMode.WORKTREE,
                1);

        awaitEnd(execution);

        assertThat(status(execution).state()).isEqualTo(ExecutionState.COMPLETED);
        assertThat(read(board.resolve("seen-1.2")).lines()).contains("n-1.1");
    }
}
