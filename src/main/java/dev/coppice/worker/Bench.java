package dev.coppice.worker;

import dev.coppice.agent.AgentListener;
import dev.coppice.agent.AgentReport;
import dev.coppice.agent.AgentResult;
import dev.coppice.agent.Assignment;
import dev.coppice.agent.Conversation;
import dev.coppice.agent.Repair;
import dev.coppice.git.Ground;
import dev.coppice.landing.LandingRequest;
import dev.coppice.money.Consumption;
import dev.coppice.process.RunningProcess;
import dev.coppice.prompt.Briefing;
import dev.coppice.task.CommitId;
import dev.coppice.verification.Check;
import dev.coppice.verification.Verdict;
import dev.coppice.verification.Verifier;
import dev.coppice.worktree.LocalWorkspace;
import dev.coppice.worktree.WorkSnapshot;
import dev.coppice.worktree.Workspace;
import dev.coppice.worktree.WorktreeLease;
import io.quarkus.logging.Log;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A workspace with one attempt at work in it. */
final class Bench implements AutoCloseable {

    private final Assigned task;
    private final Workspace workspace;
    private final Consumer<RunningProcess> started;
    private final KeptWork kept;

    /** Every process that is started here is told of right after its start. */
    Bench(Assigned task, Workspace workspace, Consumer<RunningProcess> started) {
        this.task = task;
        this.workspace = workspace;
        this.kept = new KeptWork(task);
        Consumer<RunningProcess> stoppable = task.attempt()::runs;
        this.started = stoppable.andThen(started);
    }

    /** Makes the workspace ready for the task, as the repository wants it; the user's own checkout is as its user has it. */
    Verdict prepare() {
        return switch (workspace) {
            case WorktreeLease worktree -> {
                worktree.remarks().forEach(task::note);
                yield preparation(worktree).begin(() -> task.note("the set-up failed; once more"));
            }
            case LocalWorkspace _ -> new Verdict.Passed(0);
        };
    }

    private Verdict prepareAgain() {
        return switch (workspace) {
            case WorktreeLease worktree -> preparation(worktree).again();
            case LocalWorkspace _ -> new Verdict.Passed(0);
        };
    }

    private Preparation preparation(WorktreeLease worktree) {
        var limit = task.work().settings().taskTimeLimit();
        var setup = task.worktreeSettings().setup().stream()
                .map(command -> new Check(command, limit))
                .toList();
        return new Preparation(worktree, setup, verifier());
    }

    /** Runs the agent until its whole process tree is gone; tells when its model has answered. */
    AgentReport runAgent(
            Briefing briefing,
            Duration timeLimit,
            Optional<Repair> repair,
            Optional<Conversation> conversation,
            Optional<BigDecimal> budget,
            AgentListener listener) {
        var equipment = task.equipment();
        var assignment = new Assignment(
                task.work().task(),
                briefing,
                workspace.directory(),
                equipment.environmentOfAgent(),
                timeLimit,
                repair,
                conversation,
                budget);
        var before = task.workshop().repository().fingerprint();
        var report = equipment
                .agent()
                .work(assignment, equipment.forAgent(shared()), task.log(), started, guarded(listener));
        if (report.result() instanceof AgentResult.Finished) {
            tellOfAnswer(listener);
        }
        task.report(before.differences(task.workshop().repository().fingerprint()));
        return report;
    }

    private AgentListener guarded(AgentListener listener) {
        return new AgentListener() {
            @Override
            public void told(String prompt) {
                task.keepPrompt(prompt);
            }

            @Override
            public void answered() {
                tellOfAnswer(listener);
            }

            @Override
            public void spent(Consumption soFar) {
                listener.spent(soFar);
            }
        };
    }

    /** A database that is away must not end the agent; whoever tries next finds out. */
    private void tellOfAnswer(AgentListener listener) {
        try {
            if (task.equipment().agent().hasAccount()) {
                listener.answered();
            }
        } catch (RuntimeException e) {
            Log.warnf("could not say that the agent works again: %s", e.getMessage());
        }
    }

    /** Fixes the tree that the agent left, whatever it did to get there. */
    WorkSnapshot snapshot() {
        return workspace.snapshot();
    }

    /** Keeps changed work under the attempt's own ref, whatever becomes of it. */
    Optional<CommitId> keep(WorkSnapshot snapshot) {
        return switch (snapshot) {
            case WorkSnapshot.Changed(var tree, var _) -> Optional.of(kept.keep(new Ground(workspace.base(), tree)));
            case WorkSnapshot.Unchanged _, WorkSnapshot.NestedRepositories _, WorkSnapshot.SubmodulesChanged _ ->
                Optional.empty();
        };
    }

    /** The commit that holds the work as it was kept last. */
    Optional<CommitId> kept() {
        return kept.commit();
    }

    /** The work as its agent left it. */
    Ground ground(WorkSnapshot snapshot) {
        return switch (snapshot) {
            case WorkSnapshot.Changed(var tree, var _) -> new Ground(workspace.base(), tree);
            case WorkSnapshot.Unchanged _, WorkSnapshot.NestedRepositories _, WorkSnapshot.SubmodulesChanged _ ->
                start();
        };
    }

    /** The commit that the work is measured against. */
    CommitId base() {
        return workspace.base();
    }

    /** What the agent finds, or would find, before it has done anything. */
    Ground start() {
        return new Ground(
                workspace.base(), task.workshop().repository().history().treeOf(workspace.base()));
    }

    /** Gives the agent these files to go on from, set up as before; false where that cannot be done here. */
    boolean startOver(Ground ground) {
        return workspace.startOver(ground) && prepareAgain() instanceof Verdict.Passed;
    }

    /**
     * Checks what would land: whatever else the agent left is gone before. In a pooled worktree ignored files are gone too, unless the
     * repository wants them kept; in the user's own checkout they are the user's, and stay.
     */
    Verdict verify(WorkSnapshot snapshot, List<Check> checks) {
        if (!checks.isEmpty()) {
            switch (snapshot) {
                case WorkSnapshot.Changed(var tree, var _) -> workspace.checkOut(tree);
                case WorkSnapshot.Unchanged _, WorkSnapshot.NestedRepositories _, WorkSnapshot.SubmodulesChanged _ ->
                    workspace.checkOut(workspace.base());
            }
        }
        return run(checks);
    }

    /** Checks a commit. */
    Verdict verify(CommitId commit, List<Check> checks) {
        if (!checks.isEmpty()) {
            workspace.checkOut(commit);
        }
        return run(checks);
    }

    void checkOut(CommitId commit) {
        workspace.checkOut(commit);
    }

    /** Runs checks on what lies there, once it is set up. */
    Verdict run(List<Check> checks) {
        var ready = checks.isEmpty() ? new Verdict.Passed(0) : prepareAgain();
        return ready instanceof Verdict.Passed ? verifier().verify(checks) : ready;
    }

    private Verifier verifier() {
        var equipment = task.equipment();
        return new Verifier(
                workspace.directory(),
                equipment.environmentOfChecks(),
                equipment.forChecks(shared()),
                task.log(),
                started);
    }

    /** What the repository lets its tasks share with the user. */
    private List<Path> shared() {
        return switch (workspace) {
            case WorktreeLease worktree -> worktree.shared();
            case LocalWorkspace _ -> List.of();
        };
    }

    /** The work as it is to land. */
    Candidate candidate(WorkSnapshot.Changed changed) {
        return new Candidate(task.integrator(), request(changed));
    }

    private LandingRequest request(WorkSnapshot.Changed changed) {
        return new LandingRequest(
                task.lease(),
                task.work().task().number(),
                workspace.base(),
                changed.tree(),
                task.commitMessage(),
                workspace.directory(),
                task.attempt()::isTrusted,
                task::show);
    }

    @Override
    public void close() {
        workspace.close();
    }
}
