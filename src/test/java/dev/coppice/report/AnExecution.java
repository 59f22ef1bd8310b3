package dev.coppice.report;

import dev.coppice.money.Spent;
import dev.coppice.money.Usage;
import dev.coppice.queue.AttemptStatus;
import dev.coppice.queue.BaselineCheck;
import dev.coppice.queue.BatchStatus;
import dev.coppice.queue.ExecutionSettings;
import dev.coppice.queue.ExecutionStatus;
import dev.coppice.queue.Scheduling;
import dev.coppice.queue.TaskStatus;
import dev.coppice.queue.publication.Publishing;
import dev.coppice.queue.publication.PushStanding;
import dev.coppice.task.CommitId;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.ExecutionMode;
import dev.coppice.task.ExecutionState;
import dev.coppice.task.HomeId;
import dev.coppice.task.Phase;
import dev.coppice.task.TaskId;
import dev.coppice.task.TaskNumber;
import dev.coppice.task.TaskState;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** An execution of one batch to report on. */
record AnExecution(
        ExecutionState state, Optional<PushStanding> push, List<BaselineCheck> baseline, List<TaskStatus> tasks) {

    static final CommitId BASE = new CommitId("0".repeat(40));
    static final CommitId TIP = new CommitId("abcdef0123".repeat(4));
    private static final Instant START = Instant.parse("2026-11-27T04:30:00Z");

    static AnExecution that(ExecutionState state) {
        return new AnExecution(state, Optional.empty(), List.of(), List.of());
    }

    AnExecution with(String title, TaskState state) {
        return with(title, state, "");
    }

    /** One attempt was made at it, unless its state says otherwise; it ended with this message. */
    AnExecution with(String title, TaskState state, String message) {
        var number = new TaskNumber("1." + (tasks.size() + 1));
        boolean isTried = !(state instanceof TaskState.Skipped || state instanceof TaskState.Queued);
        var more = new ArrayList<>(tasks);
        more.add(new TaskStatus(
                new TaskId(tasks.size() + 1),
                number,
                title,
                1,
                state,
                isTried ? List.of(attempt(message)) : List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                false));
        return new AnExecution(this.state, push, baseline, more);
    }

    AnExecution with(PushStanding standing) {
        return new AnExecution(state, Optional.of(standing), baseline, tasks);
    }

    AnExecution with(BaselineCheck check) {
        return new AnExecution(state, push, List.of(check), tasks);
    }

    private static AttemptStatus attempt(String message) {
        return new AttemptStatus(
                1,
                "ended",
                Phase.VERIFYING,
                Optional.empty(),
                Optional.of(message).filter(text -> !text.isEmpty()),
                START,
                Optional.of(START.plusMillis(1500)),
                Optional.empty(),
                Optional.of("shell"),
                Optional.empty(),
                Optional.of("/nowhere"),
                new Spent(Optional.of(new BigDecimal("0.25")), true, Usage.NONE),
                Duration.ofSeconds(1),
                new HomeId(new UUID(0, 0)));
    }

    ExecutionStatus status(String plan, String batch) {
        boolean isPaused = state == ExecutionState.PAUSED;
        return new ExecutionStatus(
                new ExecutionId("exec_0123456789ab"),
                state,
                Optional.of("budget_spent").filter(_ -> isPaused),
                Optional.of("5 dollars\nare gone").filter(_ -> isPaused),
                false,
                Path.of("/repository"),
                ExecutionMode.WORKTREE,
                new ExecutionStatus.SubmittedText(plan, "", ""),
                BASE,
                TIP,
                Publishing.none(),
                Optional.empty(),
                Optional.empty(),
                push,
                Optional.empty(),
                new ExecutionSettings("shell", List.of(), "host", Duration.ofMinutes(1), 2),
                new HomeId(new UUID(0, 0)),
                false,
                Scheduling.usual(),
                Optional.empty(),
                START,
                Optional.of(START),
                Optional.empty(),
                Optional.empty(),
                baseline,
                List.of(new BatchStatus(
                        1, "1", batch, "", List.of(), state.word(), Optional.of(START), Optional.empty())),
                tasks,
                List.of());
    }

    ExecutionStatus status() {
        return status("plan.md", "Parts");
    }
}
