package dev.coppice.worker;

import dev.coppice.agent.AgentListener;
import dev.coppice.agent.AgentReport;
import dev.coppice.agent.AgentResult;
import dev.coppice.agent.Assignment;
import dev.coppice.agent.Conversation;
import dev.coppice.agent.Repair;
import dev.coppice.git.CommitMessage;
import dev.coppice.git.GitFailure;
import dev.coppice.git.Ground;
import dev.coppice.git.RefChange;
import dev.coppice.git.RefUpdate;
import dev.coppice.git.RefValue;
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
import java.util.stream.Stream;

/** A workspace with one attempt at work in it. */
final class Bench implements AutoCloseable {

    private final Assigned task;
    private final Workspace workspace;
    private final Consumer<RunningProcess> started;
    private Optional<Kept> kept = Optional.empty();

    /** The work that the attempt's ref holds. */
    private record Kept(CommitId commit, Ground ground) {}

    /** Every process that is started here is told of right after its start. */
    Bench(Assigned task, Workspace workspace, Consumer<RunningProcess> started) {
        this.task = task;
        this.workspace = workspace;
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

    /** Keeps changed work under the attempt's own ref, whatever becomes of it; the next round's takes its place there, and takes it along. */
    Optional<CommitId> keep(WorkSnapshot snapshot) {
        if (!(snapshot instanceof WorkSnapshot.Changed changed)) {
            return Optional.empty();
        }
        var ground = new Ground(workspace.base(), changed.tree());
        if (kept.isEmpty() || !kept.get().ground().equals(ground)) {
            kept = Optional.of(new Kept(point(ground), ground));
        }
        return kept.map(Kept::commit);
    }

    /** A first look at the ref is spared, because usually nothing is there. */
    private CommitId point(Ground ground) {
        var ref = task.attemptRef();
        var refs = task.workshop().repository().refs();
        return point(ground, kept.flatMap(_ -> refs.read(ref)))
                .or(() -> point(ground, refs.read(ref)))
                .orElseThrow(() -> new GitFailure("keeping the work under " + ref, "somebody else keeps moving it"));
    }

    /** Empty if the ref holds something else than it did before. */
    private Optional<CommitId> point(Ground ground, Optional<RefValue> before) {
        var git = task.workshop().repository();
        var ref = task.attemptRef();
        var commit = git.objects().commit(ground.tree(), parents(ground, before), message());
        var change = new RefChange(ref, before.map(RefValue::sha).orElse(RefChange.ABSENT), commit.sha());
        return switch (git.refs().update(change)) {
            case RefUpdate.Applied _ -> Optional.of(commit);
            case RefUpdate.Refused _ -> Optional.empty();
            case RefUpdate.Locked(var reason) -> throw new GitFailure("keeping the work under " + ref, reason);
        };
    }

    /**
     * One commit on the base that takes along what the ref held before: an earlier round's work, or what somebody had put into the user's
     * checkout. A stale attempt may move the ref after the queue has noted what it held, so that must stay part of it.
     */
    private static List<CommitId> parents(Ground ground, Optional<RefValue> before) {
        return Stream.concat(Stream.of(ground.base()), before.map(RefValue::sha).map(CommitId::new).stream())
                .toList();
    }

    /** The commit that holds the work as it was kept last. */
    Optional<CommitId> kept() {
        return kept.map(Kept::commit);
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
                message(),
                workspace.directory(),
                task.attempt()::isTrusted);
    }

    private CommitMessage message() {
        var planned = task.work().task();
        return CommitMessage.of(
                task.lease().execution(),
                planned.number(),
                task.lease().attempt(),
                planned.title(),
                planned.commitMessage());
    }

    @Override
    public void close() {
        workspace.close();
    }
}
