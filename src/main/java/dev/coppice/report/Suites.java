package dev.coppice.report;

import dev.coppice.process.Legible;
import dev.coppice.queue.AttemptStatus;
import dev.coppice.queue.BaselineCheck;
import dev.coppice.queue.BatchStatus;
import dev.coppice.queue.ExecutionStatus;
import dev.coppice.queue.TaskStatus;
import dev.coppice.queue.publication.PushStanding;
import dev.coppice.task.ExecutionState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Lays an execution out as suites of cases: one suite for the execution as a whole, one for the baseline if somebody has looked, one for
 * each batch.
 *
 * @param tail what an attempt printed last
 */
record Suites(ExecutionStatus execution, Function<AttemptStatus, String> tail) {

    /** In a plan of more tasks, those that have passed tell nothing: the file would grow beyond what CI systems take. */
    private static final int MOST_TALKATIVE = 500;

    List<Suite> all() {
        var suites = new ArrayList<Suite>();
        suites.add(new Suite("Execution", execution.startedAt(), asAWhole()));
        if (!execution.baseline().isEmpty()) {
            suites.add(new Suite(
                    "Baseline",
                    Optional.empty(),
                    execution.baseline().stream().map(Suites::of).toList()));
        }
        execution.batches().stream().map(this::of).forEach(suites::add);
        return suites;
    }

    /** Whatever the tasks say: an execution that is not completed has a case that is bad. */
    private List<Case> asAWhole() {
        var cases = new ArrayList<Case>();
        cases.add(new Case("every task is completed", completion()));
        execution.push().filter(_ -> isCompleted()).map(Suites::of).ifPresent(cases::add);
        return cases;
    }

    private Verdict completion() {
        return isCompleted()
                ? new Verdict.Passed()
                : new Verdict.Missing(execution.state().word(), standing(execution));
    }

    private boolean isCompleted() {
        return execution.state() == ExecutionState.COMPLETED;
    }

    /** As in "the execution is paused (budget_spent): ...". */
    static String standing(ExecutionStatus execution) {
        return "the execution is " + execution.state().word()
                + execution.pauseReason().map(reason -> " (" + reason + ")").orElse("")
                + execution
                        .pauseDetail()
                        .map(detail -> ": " + Legible.text(detail))
                        .orElse("");
    }

    private static Case of(PushStanding push) {
        var name = "pushed to " + push.target().remote() + ", branch "
                + push.target().branch().shortName();
        return switch (push.outcome()) {
            case PUSHED -> new Case(name, new Verdict.Passed());
            case PENDING ->
                new Case(name, new Verdict.Missing("push_pending", "not pushed yet. " + Legible.text(push.detail())));
            case LEFT -> new Case(name, new Verdict.Failed("push_left", "not pushed. " + Legible.text(push.detail())));
        };
    }

    /** What failed before anybody had worked is nobody's failure; a task that must pass it all the same says so itself. */
    private static Case of(BaselineCheck check) {
        return check.passed()
                ? new Case(check.command(), new Verdict.Passed())
                : new Case(
                        check.command(),
                        Duration.ZERO,
                        new Verdict.Skipped("failed before any task had worked"),
                        Legible.text(check.evidence()));
    }

    private Suite of(BatchStatus batch) {
        return new Suite(
                name(batch),
                batch.startedAt(),
                execution.tasks().stream()
                        .filter(task -> task.batch() == batch.position())
                        .map(this::of)
                        .toList());
    }

    private static String name(BatchStatus batch) {
        var number = batch.number().isEmpty() ? Integer.toString(batch.position()) : batch.number();
        return "Batch " + number + (batch.title().isBlank() ? "" : ": " + batch.title());
    }

    private Case of(TaskStatus task) {
        var verdict = Verdict.of(task);
        return new Case(task.number() + " " + task.title(), time(task), verdict, output(task, verdict));
    }

    /** From the first claim to the end of the last attempt. */
    static Duration time(TaskStatus task) {
        return task.startedAt()
                .flatMap(start -> task.finishedAt().map(end -> Duration.between(start, end)))
                .orElse(Duration.ZERO);
    }

    private String output(TaskStatus task, Verdict verdict) {
        boolean isQuiet = task.attempts().isEmpty()
                || (!verdict.isBad() && execution.tasks().size() > MOST_TALKATIVE);
        return isQuiet ? "" : tail.apply(task.attempts().getLast());
    }
}
