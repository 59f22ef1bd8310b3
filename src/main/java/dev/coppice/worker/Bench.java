package dev.coppice.worker;

import dev.coppice.agent.AgentReport;
import dev.coppice.agent.Assignment;
import dev.coppice.git.CommitMessage;
import dev.coppice.git.GitFailure;
import dev.coppice.git.RefChange;
import dev.coppice.git.RefUpdate;
import dev.coppice.landing.LandingRequest;
import dev.coppice.process.RunningProcess;
import dev.coppice.task.CommitId;
import dev.coppice.verification.Check;
import dev.coppice.verification.Verdict;
import dev.coppice.verification.Verifier;
import dev.coppice.worktree.LocalWorkspace;
import dev.coppice.worktree.WorkSnapshot;
import dev.coppice.worktree.Workspace;
import dev.coppice.worktree.WorktreeLease;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A workspace with one attempt at work in it. */
final class Bench implements AutoCloseable {

    private final Assigned task;
    private final Workspace workspace;

    Bench(Assigned task, Workspace workspace) {
        this.task = task;
        this.workspace = workspace;
    }

    /** Makes the workspace ready for the task, as the repository wants it; the user's own checkout is as its user has it. */
    Verdict prepare(Consumer<RunningProcess> started) {
        return switch (workspace) {
            case WorktreeLease worktree -> {
                worktree.remarks().forEach(remark -> task.note("coppice: " + remark));
                yield preparation(worktree, started).begin(() -> task.note("coppice: the set-up failed; once more"));
            }
            case LocalWorkspace _ -> new Verdict.Passed(0);
        };
    }

    private Verdict prepareAgain(Consumer<RunningProcess> started) {
        return switch (workspace) {
            case WorktreeLease worktree -> preparation(worktree, started).again();
            case LocalWorkspace _ -> new Verdict.Passed(0);
        };
    }

    private Preparation preparation(WorktreeLease worktree, Consumer<RunningProcess> started) {
        return new Preparation(worktree, checks(task.worktreeSettings().setup()), verifier(started));
    }

    /** Runs the agent until its whole process tree is gone. */
    AgentReport runAgent(Consumer<RunningProcess> started) {
        var equipment = task.equipment();
        var assignment =
                new Assignment(task.work().task(), workspace.directory(), equipment.environment(), timeLimit());
        var before = task.workshop().repository().fingerprint();
        var report = equipment.agent().work(assignment, equipment.launcher(), task.log(), alsoStoppable(started));
        task.report(before.differences(task.workshop().repository().fingerprint()));
        return report;
    }

    /** Fixes the tree that the agent left, whatever it did to get there. */
    WorkSnapshot snapshot() {
        return workspace.snapshot();
    }

    /** Keeps changed work under the attempt's own ref, whatever becomes of it. */
    Optional<CommitId> keep(WorkSnapshot snapshot) {
        if (!(snapshot instanceof WorkSnapshot.Changed changed)) {
            return Optional.empty();
        }
        var git = task.workshop().repository();
        var commit = git.objects().commit(changed.tree(), workspace.base(), message());
        var ref = task.attemptRef();
        return switch (git.refs().update(new RefChange(ref, RefChange.ABSENT, commit.sha()))) {
            case RefUpdate.Applied _ -> Optional.of(commit);
            case RefUpdate.Refused(var reason) -> throw new GitFailure("keeping the work under " + ref, reason);
            case RefUpdate.Locked(var reason) -> throw new GitFailure("keeping the work under " + ref, reason);
        };
    }

    /**
     * Checks what would land: whatever else the agent left is gone before. In a pooled worktree ignored files are gone too, unless the
     * repository wants them kept; in the user's own checkout they are the user's, and stay.
     */
    Verdict verify(WorkSnapshot snapshot, Consumer<RunningProcess> started) {
        if (!checks().isEmpty()) {
            switch (snapshot) {
                case WorkSnapshot.Changed(var tree, var _) -> workspace.checkOut(tree);
                case WorkSnapshot.Unchanged _, WorkSnapshot.NestedRepositories _, WorkSnapshot.SubmodulesChanged _ ->
                    workspace.checkOut(workspace.base());
            }
        }
        return runChecks(started);
    }

    /** Checks the commit that would land, where the result moved since the work began. */
    Verdict verify(CommitId landing, Consumer<RunningProcess> started) {
        workspace.checkOut(landing);
        return runChecks(started);
    }

    private Verdict runChecks(Consumer<RunningProcess> started) {
        var ready = checks().isEmpty() ? new Verdict.Passed(0) : prepareAgain(started);
        return ready instanceof Verdict.Passed ? verifier(started).verify(checks()) : ready;
    }

    private Verifier verifier(Consumer<RunningProcess> started) {
        return new Verifier(
                workspace.directory(),
                task.equipment().environment(),
                task.equipment().launcher(),
                task.log(),
                alsoStoppable(started));
    }

    private List<Check> checks() {
        return checks(task.work().task().verification().commands());
    }

    private List<Check> checks(List<String> commands) {
        return commands.stream().map(command -> new Check(command, timeLimit())).toList();
    }

    LandingRequest landingRequest(WorkSnapshot.Changed changed) {
        return new LandingRequest(
                task.lease(),
                task.work().task().number(),
                workspace.base(),
                changed.tree(),
                message(),
                workspace.directory(),
                task.attempt()::isTrusted);
    }

    private Duration timeLimit() {
        return task.work().settings().taskTimeLimit();
    }

    private Consumer<RunningProcess> alsoStoppable(Consumer<RunningProcess> started) {
        Consumer<RunningProcess> stoppable = task.attempt()::runs;
        return stoppable.andThen(started);
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
