package dev.coppice.landing;

import dev.coppice.git.CommitMessage;
import dev.coppice.git.CommittedFile;
import dev.coppice.git.ExecutionRefs;
import dev.coppice.git.GitFailure;
import dev.coppice.git.GitRepository;
import dev.coppice.git.RepositoryLock;
import dev.coppice.integration.Integrator;
import dev.coppice.integration.Marking;
import dev.coppice.plan.marking.DoneMarker;
import dev.coppice.plan.marking.MarkedPlan;
import dev.coppice.plan.reading.PlanParser;
import dev.coppice.queue.publication.DoneMarks;
import dev.coppice.queue.publication.Marked;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.HomeId;
import dev.coppice.task.TaskNumber;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Marks the tasks that an execution has completed in the plan's file, by one more commit on its result. May be called at any time and as
 * often as one likes: each end of an execution is marked once, even if a process dies between the result's move and its record.
 */
@ApplicationScoped
class PlanMarks {

    private static final int MOST_SHOWN = 20;

    private final DoneMarks marks;
    private final ResultBranches results;

    PlanMarks(DoneMarks marks, ResultBranches results) {
        this.marks = marks;
        this.results = results;
    }

    List<ExecutionId> due(HomeId home) {
        return marks.due(home);
    }

    /** Does nothing while the execution runs, or where nobody asked for marks. */
    void settle(ExecutionId execution) {
        var due = marks.due(execution);
        if (due.isEmpty()) {
            return;
        }
        var repository = results.repository(execution);
        var act = prepared(repository, execution, due.get());
        try {
            RepositoryLock.of(repository.commonDirectory()).during(() -> marks.settle(execution, due.get(), act));
        } catch (IOException e) {
            throw new GitFailure("marking what " + execution + " has completed", String.valueOf(e));
        }
    }

    /** All that may take its time, so that the act that is left to do is a move. The file is the result's, which a task may have changed. */
    static Supplier<Marked> prepared(GitRepository repository, ExecutionId execution, DoneMarks.Due due) {
        var file = CommittedFile.of(repository, due.tip(), due.target().file());
        if (file.isEmpty() || file.get().bytes().length > PlanParser.LARGEST) {
            return () -> left("the result has no plan at " + due.target().file());
        }
        var plan = new DoneMarker(due.target().file(), Optional.of(due.target().dialect()))
                .mark(file.get().bytes(), due.completed());
        if (plan.marked().isEmpty()) {
            return () -> plan.left().isEmpty()
                    ? new Marked(Marked.Outcome.NOTHING, "there is nothing to mark", Optional.empty())
                    : left(remarks(plan.left()));
        }
        var tree = file.get().treeWith(plan.bytes());
        var message = CommitMessage.ofMarks(execution, due.target().file(), plan.marked());
        return () -> switch (new Integrator(repository)
                .addMarks(new ExecutionRefs(execution), due.tip(), tree, message)) {
            case Marking.Marked(var commit) -> new Marked(Marked.Outcome.MARKED, words(plan), Optional.of(commit));
            case Marking.Elsewhere(var detail) -> left(detail);
        };
    }

    private static Marked left(String detail) {
        return new Marked(Marked.Outcome.LEFT, detail, Optional.empty());
    }

    private static String words(MarkedPlan plan) {
        var marked = plan.marked().stream().map(TaskNumber::text).toList();
        var rest = plan.left().isEmpty() ? "" : "; not marked: " + remarks(plan.left());
        return shown(marked) + rest;
    }

    private static String remarks(List<MarkedPlan.Left> left) {
        var byReason = left.stream()
                .collect(Collectors.groupingBy(
                        MarkedPlan.Left::reason,
                        LinkedHashMap::new,
                        Collectors.mapping(task -> task.number().text(), Collectors.toList())));
        return byReason.entrySet().stream()
                .map(entry -> shown(entry.getValue()) + " (" + entry.getKey() + ")")
                .collect(Collectors.joining(", "));
    }

    private static String shown(List<String> numbers) {
        var first = String.join(", ", numbers.subList(0, Math.min(MOST_SHOWN, numbers.size())));
        return numbers.size() <= MOST_SHOWN ? first : first + " and " + (numbers.size() - MOST_SHOWN) + " more";
    }
}
