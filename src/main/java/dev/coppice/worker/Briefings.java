package dev.coppice.worker;

import dev.coppice.git.History;
import dev.coppice.prompt.Briefing;
import dev.coppice.prompt.Delivered;
import dev.coppice.prompt.Delivery;
import dev.coppice.prompt.Earlier;
import dev.coppice.queue.Dependencies;
import dev.coppice.queue.MetDependency;
import dev.coppice.queue.figures.PastFailures;
import dev.coppice.task.CommitId;
import dev.coppice.task.TaskState;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Gathers what an agent is told besides its task: what the submission has fixed, what has
 * landed that the task depends on, what people have said about it, and how the last attempt failed. */
@ApplicationScoped
class Briefings {

    private final Dependencies dependencies;
    private final PastFailures failures;

    Briefings(Dependencies dependencies, PastFailures failures) {
        this.dependencies = dependencies;
        this.failures = failures;
    }

    Briefing of(Assigned task) {
        if (!task.equipment().agent().readsPrompt()) {
            return Briefing.none();
        }
        var met = dependencies.met(task.lease(), Delivered.MOST_TASKS);
        var history = task.workshop().repository().history();
        var nearest = met.nearest().stream()
                .map(dependency -> delivery(dependency, history))
                .toList();
        var earlier = failures.last(task.lease()).map(failure -> new Earlier(failure.reason(), failure.message()));
        return new Briefing(
                task.work().settings().project().prompt(),
                new Delivered(nearest, met.others()),
                task.work().remarks(),
                earlier);
    }

    private static Delivery delivery(MetDependency dependency, History history) {
        return switch (dependency.state()) {
            case TaskState.Completed(CommitId commit) when commit != null -> landed(dependency, commit, history);
            case TaskState.Completed _ -> new Delivery.Unchanged(dependency.number(), dependency.title());
            case TaskState.Skipped _ -> new Delivery.DoneBefore(dependency.number(), dependency.title());
            case TaskState.Queued _, TaskState.Executing _, TaskState.Failed _, TaskState.Cancelled _ ->
                throw new IllegalStateException("not met: " + dependency);
        };
    }

    /** A landing is one commit on top of what had landed before. */
    private static Delivery landed(MetDependency dependency, CommitId id, History history) {
        var commit = history.commit(id).orElseThrow();
        List<String> paths = history.changedPaths(commit.parents().getFirst(), id);
        var subject = commit.message().lines().findFirst().orElse("");
        return new Delivery.Landed(dependency.number(), dependency.title(), id, subject, paths);
    }
}
