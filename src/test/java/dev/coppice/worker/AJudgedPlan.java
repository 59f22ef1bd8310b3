package dev.coppice.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.git.ExecutionRefs;
import dev.coppice.git.TestRepository;
import dev.coppice.queue.ExecutionSettings;
import dev.coppice.queue.Scope;
import dev.coppice.queue.TaskStatus;
import dev.coppice.task.CommitId;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.ExecutionMode;
import dev.coppice.task.HomeId;
import dev.coppice.task.WorkerId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/**
 * Plans of a task or two whose agents are lines of shell. They meet at a board, a folder that no checkout touches: {@code together} waits
 * there until both have begun, and {@code $BOARD} is where they leave notes.
 */
abstract class AJudgedPlan extends AWorkingPlace {

    Path board;

    @BeforeEach
    void putUpBoard() throws IOException {
        board = Files.createDirectory(folder.resolve("board"));
    }

    /** What agents and checks may wait for. */
    void pinUp(String note) {
        try {
            Files.createFile(board.resolve(note));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the repository asks for, as committed. */
    void projectFile(String text) {
        user.write(".coppice.yaml", text);
        user.commitAll("Ask for this");
    }

    /** Tasks 1.1 and so on, each with these lines below its heading. */
    static String plan(String... bodies) {
        var plan = new StringBuilder("## Batch 1: One\n");
        for (int task = 1; task <= bodies.length; task++) {
            plan.append("\n### Task 1.").append(task).append(": Number ").append(task);
            plan.append("\n\nDo it.\n\n").append(bodies[task - 1]).append('\n');
        }
        return plan.toString();
    }

    static String check(String command) {
        return "**Verification:**\n- `" + command + "`\n";
    }

    ExecutionSettings agent(String lines) {
        var prelude = """
                cat > "$BOARD/prompt-$COPPICE_TASK-$(ls "$BOARD" | grep -c "^prompt-$COPPICE_TASK-")"
                round=$(ls "$BOARD" | grep -c "^prompt-$COPPICE_TASK-")
                together() {
                  touch "$BOARD/here-$COPPICE_TASK"
                  while [ $(ls "$BOARD" | grep -c ^here-) -lt ${1:-2} ]; do sleep 0.05; done
                }
                """;
        return workedOnBy("BOARD='" + board + "'\n" + prelude + lines);
    }

    /** Runs the plan to its end. */
    ExecutionId run(String plan, String agentLines) {
        return run(plan, agent(agentLines), ExecutionMode.WORKTREE);
    }

    ExecutionId run(String plan, ExecutionSettings settings, ExecutionMode mode) {
        var execution = begin(plan, settings, mode);
        awaitEnd(execution);
        return execution;
    }

    /** On this execution alone: what other tests have left in the queues would take the places of agents that wait for each other. */
    ExecutionId begin(String plan, ExecutionSettings settings, ExecutionMode mode) {
        return begin(plan, settings, mode, 3);
    }

    ExecutionId begin(String plan, ExecutionSettings settings, ExecutionMode mode, int slots) {
        var execution = submit(plan, settings, mode);
        worker.start(new Scope.OwnExecution(execution), WorkerId.random(), new HomeId(own.id()), slots);
        return execution;
    }

    TaskStatus task(ExecutionId execution, String number) {
        return status(execution).tasks().stream()
                .filter(task -> task.number().text().equals(number))
                .findFirst()
                .orElseThrow();
    }

    /** The word of the task's only attempt. */
    String reason(ExecutionId execution, String number) {
        assertThat(task(execution, number).attempts()).hasSize(1);
        return task(execution, number).attempts().getFirst().reason().orElse("");
    }

    String log(ExecutionId execution, String number) {
        return read(Path.of(task(execution, number).attempts().getLast().log().orElseThrow()));
    }

    /** What the task's agent was told in that round, the first being 1. */
    String prompt(String number, int round) {
        return read(board.resolve("prompt-" + number + "-" + (round - 1)));
    }

    int rounds(String number) {
        try (var notes = Files.list(board)) {
            return (int) notes.filter(note -> note.getFileName().toString().startsWith("prompt-" + number + "-"))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file of the result; an error if it has none of that name. */
    String onResult(ExecutionId execution, String file) {
        return user.git("show", new ExecutionRefs(execution).result().name() + ":" + file);
    }

    /** The work that the task's last attempt kept. */
    CommitId kept(ExecutionId execution, String number) {
        return task(execution, number).attempts().getLast().commit().orElseThrow();
    }

    /** All commits since the base, oldest first; each of them is checked out somewhere and asked. */
    List<String> assertEveryCommitPasses(ExecutionId execution, String gate) {
        var result = new ExecutionRefs(execution).result().name();
        var commits = user.git("rev-list", "--reverse", "--first-parent", "HEAD.." + result)
                .lines()
                .toList();
        for (String commit : commits) {
            var place = folder.resolve("at-" + commit);
            user.git("worktree", "add", "-q", "--detach", place.toString(), commit);
            TestRepository.shell(place, gate);
        }
        return commits;
    }
}
