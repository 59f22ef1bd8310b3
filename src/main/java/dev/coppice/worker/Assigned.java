package dev.coppice.worker;

import dev.coppice.agent.AgentResult;
import dev.coppice.git.CommitMessage;
import dev.coppice.git.ExecutionRefs;
import dev.coppice.git.GitFailure;
import dev.coppice.git.RefName;
import dev.coppice.integration.Fence;
import dev.coppice.integration.Integrator;
import dev.coppice.isolation.Enclosure;
import dev.coppice.project.WorktreeSettings;
import dev.coppice.queue.AttemptEnd;
import dev.coppice.queue.Attempts;
import dev.coppice.queue.Budgets;
import dev.coppice.queue.Deadlines;
import dev.coppice.queue.Work;
import dev.coppice.task.CommitId;
import dev.coppice.task.ExecutionMode;
import dev.coppice.task.Lease;
import dev.coppice.task.Phase;
import dev.coppice.worktree.ScratchFolder;
import dev.coppice.worktree.WorkspaceOpening;
import io.quarkus.logging.Log;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A task that an attempt of this process is to do, with all that it takes.
 *
 * @param fallback who does the tasks of its agent while that pauses
 */
record Assigned(
        ActiveAttempt attempt,
        Work work,
        Workshop workshop,
        Equipment equipment,
        Optional<String> fallback,
        Slot slot,
        AttemptLog log)
        implements AutoCloseable {

    Lease lease() {
        return attempt.lease();
    }

    /** Execution, task and attempt as the log names them. */
    String name() {
        return lease().execution() + " task " + work.task().number() + " attempt " + lease().attempt();
    }

    /** For others to know where it is at work. */
    Workplace placeIn(Path directory) {
        return new Workplace(lease().execution(), work.task().number(), lease().attempt(), directory);
    }

    ExecutionRefs refs() {
        return new ExecutionRefs(lease().execution());
    }

    /** How the repository wants its worktrees. What goes to a cluster is what its commits hold: each pod is set up there, and nothing is copied. */
    WorktreeSettings worktreeSettings() {
        var worktree = work.settings().project().worktree();
        if (work.mode() == ExecutionMode.KUBERNETES) {
            return worktree.bare();
        }
        return Optional.ofNullable(work.settings().image())
                .map(image -> worktree.setUpIn(work.mode().word() + ":" + image))
                .orElse(worktree);
    }

    Integrator integrator() {
        return workshop.integrator();
    }

    /** What the attempt is at from now on; false if its lease is lost. */
    boolean enters(Phase phase, Attempts attempts) {
        attempt.course().enters(phase);
        return attempts.phase(lease(), phase);
    }

    /** Every attempt first puts its own mark on the task's fence, so that no earlier attempt can land any more. */
    Fence setFenceMark() {
        return integrator().mark(refs(), work.task().number(), lease().token());
    }

    /** Waits for a place to work in that holds the base's files. */
    WorkspaceOpening openWorkspace(CommitId base) throws InterruptedException {
        return switch (work.mode()) {
            case WORKTREE, CONTAINER, DAGGER, KUBERNETES ->
                new WorkspaceOpening.Opened(workshop.worktrees().lease(base, worktreeSettings()));
            case LOCAL -> workshop.checkout().open(lease().execution(), attemptRef(), base);
        };
    }

    /** Keeps the attempt's work, whatever becomes of it. */
    RefName attemptRef() {
        return refs().attempt(work.task().number(), lease().attempt());
    }

    /** People see the new result on its branch; that the branch could not follow harms nobody. */
    void show(CommitId landing) {
        try {
            workshop.publisher().follow(refs(), landing);
        } catch (GitFailure e) {
            Log.warnf("%s: %s stays where it is until the next landing: %s", name(), refs().branch(), e.getMessage());
        }
    }

    /** The next tasks will most likely start from it. */
    Outcome landed(CommitId landing) {
        workshop.worktrees().expect(landing, worktreeSettings());
        Log.infof("%s: landed as %s", name(), landing.abbreviated());
        attempt.course().completes();
        return Outcome.settled();
    }

    /** What changed of the user's own while the agent ran, by the agent or by the user: told, never undone. */
    void report(List<String> changes) {
        for (String change : changes) {
            Log.infof("while task %s ran: %s", work.task().number(), change);
            note("while this attempt ran: " + change);
        }
    }

    /** Where the work has all that the host has there is nothing to tell. */
    void tellWhereItWorks() {
        switch (equipment.enclosure()) {
            case Enclosure.OnHost _ -> {}
            case Enclosure.InSandbox _, Enclosure.InContainers _, Enclosure.InCluster _, Enclosure.Nowhere _ ->
                note("works " + equipment.enclosure().description());
        }
    }

    /** Under which its work is committed. */
    CommitMessage commitMessage() {
        var planned = work.task();
        return CommitMessage.of(
                lease().execution(), planned.number(), lease().attempt(), planned.title(), planned.commitMessage());
    }

    /** Says something in the attempt's log. */
    void note(String words) {
        try {
            log.line("coppice: " + words);
        } catch (IOException e) {
            Log.warnf("cannot write %s: %s", log.path(), e.getMessage());
        }
    }

    /** For people to read what the agent was told; that it cannot be kept must not keep the agent from its work. */
    void keepPrompt(String prompt) {
        try {
            log.prompt(equipment.withoutSecrets(prompt));
        } catch (IOException e) {
            Log.warnf("cannot keep the prompt of %s: %s", name(), e.getMessage());
        }
    }

    /** What explains a failure otherwise than by the task, if anything does. */
    Optional<Outcome> excuse(String message) {
        // A signal to the whole terminal may end an agent before our own stop does.
        if (attempt.stopped() != null) {
            return Optional.of(stopped());
        }
        return workshop.space().explains(message)
                ? Optional.of(
                        Outcome.infrastructure("disk_full", workshop.space().words() + "; " + message))
                : Optional.empty();
    }

    /** The agent could not work; whatever its account lacks, all its tasks would meet. */
    Outcome unavailable(AgentResult.Unavailable lack, Optional<Instant> resetsAt) {
        boolean isOfAccount = lack.isOfAccount() && equipment.agent().hasAccount();
        return unlessStopped(
                isOfAccount
                        ? Outcome.agentPaused(lack, resetsAt, fallback)
                        : Outcome.infrastructure(lack.word(), lack.reason()));
    }

    /** A limit of the agent's was reached; the message says which. */
    Outcome timedOut(AgentResult.TimedOut over) {
        var message = switch (over.which()) {
            case TIME ->
                "the agent was still running after " + words(work.settings().taskTimeLimit())
                        + ", the time limit of its task";
            case SILENCE ->
                "the agent printed nothing for " + words(over.limit())
                        + ", its limit of silence (coppice.agents.silence-limit)";
        };
        note(message);
        return unlessStopped(Outcome.timedOut(message));
    }

    /** As in the configuration: 30m, 1h30m. */
    private static String words(Duration limit) {
        return limit.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
    }

    Outcome unlessStopped(Outcome otherwise) {
        var message = otherwise instanceof Outcome.Ended(AttemptEnd.Failed(var _, var said, var _)) ? said : "";
        return excuse(message).orElse(otherwise);
    }

    /** What a process that was told to stop means for the task. */
    Outcome stopped() {
        return switch (attempt.stopped()) {
            case CANCELLED -> Outcome.cancelled();
            case DEADLINE_PASSED -> Outcome.blocked(Deadlines.REASON, "the execution's deadline passed while it ran");
            case EXECUTION_BUDGET_SPENT ->
                Outcome.released(
                        Budgets.WORD, "the execution's budget was spent while it ran; it waits for a larger one");
            case BUDGET_SPENT ->
                Outcome.blocked(
                        Budgets.WORD, "the budget of its batch, its task or the attempt was spent while it ran");
            case RELEASED -> Outcome.released("interrupted");
            case LOST -> Outcome.settled();
            case null -> Outcome.infrastructure("the process was stopped by something other than Coppice");
        };
    }

    @Override
    public void close() throws IOException {
        remove(slot.scratch());
        remove(slot.walls());
        equipment.close();
        log.close();
    }

    private static void remove(ScratchFolder folder) {
        try {
            folder.remove();
        } catch (IOException e) {
            Log.warnf("cannot remove %s: %s", folder.path(), e);
        }
    }
}
