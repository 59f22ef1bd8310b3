package dev.coppice.maintenance;

import dev.coppice.git.ExecutionRefs;
import dev.coppice.git.GitFailure;
import dev.coppice.git.GitRepository;
import dev.coppice.git.PresentRef;
import dev.coppice.git.RefName;
import dev.coppice.git.Remotes;
import dev.coppice.task.CommitId;
import dev.coppice.task.ExecutionId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Looks through the branches of Coppice's at one remote, and through what this repository remembers of them. */
final class RemoteSweep {

    private final GitRepository repository;
    private final String remote;
    private final KnownExecutions known;
    private final boolean mayDelete;
    private final Sweepings into;

    /** @param mayDelete whether branches over there may be deleted, or only looked at */
    RemoteSweep(GitRepository repository, String remote, KnownExecutions known, boolean mayDelete, Sweepings into) {
        this.repository = repository;
        this.remote = remote;
        this.known = known;
        this.mayDelete = mayDelete;
        this.into = into;
    }

    /** All remotes of a repository. One that nothing is remembered of is asked only if something may be deleted there. */
    static void sweep(GitRepository repository, KnownExecutions known, boolean mayDelete, Sweepings into) {
        for (String remote : repository.remotes().names()) {
            new RemoteSweep(repository, remote, known, mayDelete, into).sweep();
        }
    }

    private void sweep() {
        var remembered = new TreeMap<String, PresentRef>();
        repository.refs().below(tracking(ExecutionRefs.BRANCHES)).forEach(ref -> remembered.put(ref.name(), ref));
        if (remembered.isEmpty() && !mayDelete) {
            return;
        }
        try {
            var branches = repository.remotes().ask(remote);
            judgeBranches(branches, remembered);
            judgeRemembered(branches, remembered);
        } catch (GitFailure e) {
            if (mayDelete) {
                into.problem("could not ask " + remote + " of " + repository.topLevel(), e);
            } else {
                into.keep("what is remembered of " + remote, repository.topLevel(), "it does not answer");
            }
        }
    }

    /** The name that a branch over there is remembered by, as a clone has it. */
    private String tracking(String branch) {
        return "refs/remotes/" + remote + "/" + branch.substring("refs/heads/".length());
    }

    private void judgeBranches(Remotes.Branches branches, Map<String, PresentRef> remembered) {
        var anchors = anchors(branches);
        new TreeMap<>(branches.heads()).forEach((name, commit) -> {
            if (isOfAnExecution(name)) {
                judgeBranch(name, commit, anchors, Optional.ofNullable(remembered.get(tracking(name))));
            }
        });
    }

    /** Where work has landed over there: the default branch, and what the user's branches follow. Only what is here too proves anything. */
    private Set<CommitId> anchors(Remotes.Branches branches) {
        var names = new HashSet<>(repository.remotes().followed(remote));
        branches.defaultBranch().ifPresent(names::add);
        var anchors = new HashSet<CommitId>();
        names.stream()
                .filter(name -> !name.startsWith(ExecutionRefs.BRANCHES))
                .flatMap(name -> Optional.ofNullable(branches.heads().get(name)).stream())
                .filter(repository.ancestry()::has)
                .forEach(anchors::add);
        return anchors;
    }

    private boolean isOfAnExecution(String name) {
        if (!name.startsWith(ExecutionRefs.BRANCHES)) {
            return false;
        }
        try {
            var execution = new ExecutionId(new RefName(name).name().split("/", -1)[3]);
            return !known.isUnfinished(execution);
        } catch (IllegalArgumentException e) {
            return false; // somebody else's
        }
    }

    private void judgeBranch(String name, CommitId commit, Set<CommitId> anchors, Optional<PresentRef> remembered) {
        if (!repository.ancestry().has(commit) || anchors.isEmpty()) {
            into.keep(
                    name + " of " + remote,
                    repository.topLevel(),
                    "what it or the default branch holds is not here; git fetch first");
        } else if (!repository.ancestry().outside(List.of(commit), anchors).isEmpty()) {
            into.keep(name + " of " + remote, repository.topLevel(), "it is not part of what has landed there");
        } else if (!mayDelete) {
            into.keep(name + " of " + remote, repository.topLevel(), "it has landed there; --remote deletes it");
        } else {
            into.add(deletion(name, commit, remembered));
        }
    }

    private Step deletion(String name, CommitId commit, Optional<PresentRef> remembered) {
        var where = repository.topLevel().toString();
        var removals = new ArrayList<Removal>();
        removals.add(new Removal(
                Removal.Kind.REMOTE_BRANCH,
                name + " of " + remote,
                where,
                "all of it is part of what has landed there"));
        remembered.ifPresent(ref ->
                removals.add(new Removal(Removal.Kind.TRACKING_REF, ref.name(), where, "its branch over there goes")));
        return new Step(
                removals,
                () -> repository
                        .remotes()
                        .delete(remote, new RefName(name), commit)
                        .or(() -> remembered.flatMap(ref -> forget(ref.name()))));
    }

    /** A push that deletes a branch deletes what is remembered of it too, mostly. */
    private Optional<String> forget(String tracking) {
        var name = new RefName(tracking);
        repository
                .refs()
                .read(name)
                .map(value -> new PresentRef(tracking, value, "").deletion())
                .ifPresent(change -> repository.refs().update(change));
        return repository.refs().read(name).map(_ -> "it has moved meanwhile");
    }

    private void judgeRemembered(Remotes.Branches branches, Map<String, PresentRef> remembered) {
        var doomed = into.doomedRefs();
        remembered.values().stream()
                .filter(ref -> isOfAnExecution(branchOf(ref)))
                .filter(ref -> !branches.heads().containsKey(branchOf(ref)))
                .forEach(ref -> judgeStale(ref, doomed));
    }

    private String branchOf(PresentRef tracking) {
        return "refs/heads/" + tracking.name().substring(("refs/remotes/" + remote + "/").length());
    }

    /** That the branch is gone over there says nothing of its commits: they may be nowhere else any more. */
    private void judgeStale(PresentRef ref, Set<String> doomed) {
        boolean isSafe = ref.commit().stream()
                .flatMap(commit -> repository.ancestry().holders(commit).stream())
                .anyMatch(holder -> !holder.startsWith(tracking(ExecutionRefs.BRANCHES)) && !doomed.contains(holder));
        if (!isSafe) {
            into.keep(
                    ref.name(),
                    repository.topLevel(),
                    "its branch over there is gone, and only it still holds the commits");
            return;
        }
        var removal = new Removal(
                Removal.Kind.TRACKING_REF,
                ref.name(),
                repository.topLevel().toString(),
                "its branch over there is gone");
        into.add(new Step(List.of(removal), () -> forget(ref.name())));
    }
}
