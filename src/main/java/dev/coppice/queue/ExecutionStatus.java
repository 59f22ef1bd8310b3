package dev.coppice.queue;

import dev.coppice.money.Spent;
import dev.coppice.queue.publication.Marked;
import dev.coppice.queue.publication.Published;
import dev.coppice.queue.publication.Publishing;
import dev.coppice.queue.publication.PullRequestStanding;
import dev.coppice.queue.publication.PushStanding;
import dev.coppice.task.CommitId;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.ExecutionMode;
import dev.coppice.task.ExecutionState;
import dev.coppice.task.HomeId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything about an execution at one moment.
 *
 * @param pauseReason present while it is paused: a word for programs; {@code pauseDetail} may say more for people
 * @param resultTip the commit that holds every landed task
 * @param shared whether every service on this database works on it, and not only the one of its home
 * @param published what became of {@code publishing}, once that is known
 * @param marked what became of the marks that {@code publishing} asks for, once that is known
 * @param push how far the push has come that {@code publishing} asks for; empty if it asks for none
 * @param pullRequest how far the pull request has come that {@code publishing} asks for; empty if it asks for none
 * @param deadlineAt when its unfinished tasks fail
 * @param startedBy the name of who started it; empty if that was never written down
 * @param baseline what checks say of the base; empty while that is not known, and where nobody looks
 * @param tasks in the plan's order
 * @param agentPauses of the agents that its unfinished tasks need
 */
public record ExecutionStatus(
        ExecutionId id,
        ExecutionState state,
        Optional<String> pauseReason,
        Optional<String> pauseDetail,
        boolean cancelRequested,
        Path repository,
        ExecutionMode mode,
        SubmittedText plan,
        CommitId base,
        CommitId resultTip,
        Publishing publishing,
        Optional<Published> published,
        Optional<Marked> marked,
        Optional<PushStanding> push,
        Optional<PullRequestStanding> pullRequest,
        ExecutionSettings settings,
        HomeId home,
        boolean shared,
        Scheduling scheduling,
        Optional<Instant> deadlineAt,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt,
        Optional<String> startedBy,
        List<BaselineCheck> baseline,
        List<BatchStatus> batches,
        List<TaskStatus> tasks,
        List<AgentPause> agentPauses) {

    /** The plan as it was submitted. */
    public record SubmittedText(String name, String text, String hash) {}

    public ExecutionStatus {
        baseline = List.copyOf(baseline);
        batches = List.copyOf(batches);
        tasks = List.copyOf(tasks);
        agentPauses = List.copyOf(agentPauses);
    }

    /** The tasks that wait for nothing but a person's approval. */
    public List<TaskStatus> awaitingApproval() {
        return tasks.stream().filter(TaskStatus::awaitsApproval).toList();
    }

    /** What people call the repository: its name, or its folder if it has none. */
    public String repositoryName() {
        return settings.repository() == null
                ? repository.toString()
                : settings.repository().name();
    }

    /** By its agents together. */
    public Spent spent() {
        return tasks.stream().map(TaskStatus::spent).reduce(Spent.NOTHING, Spent::plus);
    }

    /** By the agents of the batch at this position. */
    public Spent spent(int batch) {
        return tasks.stream()
                .filter(task -> task.batch() == batch)
                .map(TaskStatus::spent)
                .reduce(Spent.NOTHING, Spent::plus);
    }

    /** Whether processes of this data folder can work on it. */
    public boolean isWithinReachOf(HomeId folder) {
        return shared || home.equals(folder);
    }
}
