package dev.coppice.maintenance;

import dev.coppice.git.ExecutionRefs;
import dev.coppice.git.GitFailure;
import dev.coppice.git.GitRepository;
import dev.coppice.git.PresentRef;
import dev.coppice.git.RefName;
import dev.coppice.git.Remotes;
import dev.coppice.task.BranchName;
import dev.coppice.task.CommitId;
import dev.coppice.task.ExecutionId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Looks through the branches of executions at one remote, and through what this repository remembers of them. Only names that Coppice
 * gives are looked at, and what the remote says now counts, not what was fetched some time ago.
 */
final class RemoteSweep {

    /** A remote, by the name that a repository has for it. */
    record Place(GitRepository repository, Remotes remotes, String remote) {

        /** The name that a branch over there is remembered by, as a clone has it. */
        String tracking(String branch) {
            return "refs/remotes/" + remote + "/" + branch.substring("refs/heads/".length());
        }

        String branchOf(PresentRef tracking) {
            return "refs/heads/" + tracking.name().substring(("refs/remotes/" + remote + "/").length());
        }

        Map<String, PresentRef> remembered() {
            var found = new TreeMap<String, PresentRef>();
            repository.refs().below(tracking(ExecutionRefs.BRANCHES)).forEach(ref -> found.put(ref.name(), ref));
            return found;
        }
    }

    /** Of refs/heads/coppice/EXECUTION/NAME. */
    private static final int PARTS = 5;

    private final Place place;
    private final KnownExecutions known;
    private final Function<ExecutionId, Optional<BranchName>> baseOf;
    private final Sweepings into;
    private final RefForgetting forgetting;

    RemoteSweep(
            Place place, KnownExecutions known, Function<ExecutionId, Optional<BranchName>> baseOf, Sweepings into) {
        this.place = place;
        this.known = known;
        this.baseOf = baseOf;
        this.into = into;
        this.forgetting = new RefForgetting(place.repository());
    }

    void sweep() {
        try {
            if (place.remotes().address(place.remote()).isOfSeveral()) {
                keep("the branches of " + place.remote(), "it has several addresses, which may hold different ones");
                return;
            }
            var branches = place.remotes().ask(place.remote());
            judgeBranches(branches);
            judgeRemembered(branches);
        } catch (GitFailure | IOException e) {
            into.problem(
                    "could not ask " + place.remote() + " of "
                            + place.repository().topLevel(),
                    e);
        }
    }

    /** Says what is remembered of a remote that nobody wants to be asked. */
    void mention() {
        int remembered = place.remembered().size();
        if (remembered > 0) {
            keep(
                    "what is remembered of " + remembered + " coppice/ branches of " + place.remote(),
                    "--remote " + place.remote() + " asks whether they have landed or are gone");
        }
    }

    /**
     * A branch of an execution's over there.
     *
     * @param anchors the branches whose holding it proves that it has landed
     */
    private record Candidate(String name, CommitId commit, Set<BranchName> anchors) {}

    private void judgeBranches(Remotes.Branches branches) throws IOException {
        var candidates = new ArrayList<Candidate>();
        new TreeMap<>(branches.heads())
                .forEach((name, commit) -> executionOf(name)
                        .ifPresent(execution ->
                                candidates.add(new Candidate(name, commit, anchors(branches, execution)))));
        if (candidates.isEmpty()) {
            return;
        }
        var wanted = new HashSet<BranchName>();
        candidates.forEach(candidate -> wanted.addAll(candidate.anchors()));
        try (var history = new RemoteHistory(place, wanted)) {
            var remembered = place.remembered();
            candidates.forEach(candidate -> judge(
                    candidate,
                    history.hasAll(candidate.commit(), branches.tips(candidate.anchors())),
                    Optional.ofNullable(remembered.get(place.tracking(candidate.name())))));
        }
    }

    /** Where work lands over there: the default branch, what branches here follow, and the one that the execution started from. */
    private Set<BranchName> anchors(Remotes.Branches branches, ExecutionId execution) {
        var names = new HashSet<>(place.remotes().followed(place.remote()));
        branches.defaultBranch().ifPresent(names::add);
        baseOf.apply(execution).map(BranchName::name).ifPresent(names::add);
        names.removeIf(name ->
                name.startsWith(ExecutionRefs.BRANCHES) || !branches.heads().containsKey(name));
        var anchors = new HashSet<BranchName>();
        names.forEach(name -> anchors.add(new BranchName(name)));
        return anchors;
    }

    /** Of a name that Coppice gives to an execution that may be over; else empty: it is somebody else's. */
    private Optional<ExecutionId> executionOf(String branch) {
        if (!branch.startsWith(ExecutionRefs.BRANCHES)) {
            return Optional.empty();
        }
        try {
            var part = new RefName(branch).name().split("/", -1);
            return part.length < PARTS
                    ? Optional.empty()
                    : Optional.of(new ExecutionId(part[3])).filter(execution -> !known.isUnfinished(execution));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void judge(Candidate candidate, boolean hasLanded, Optional<PresentRef> remembered) {
        var what = candidate.name() + " of " + place.remote();
        if (remembered.filter(ref -> !ref.pointsTo().isEmpty()).isPresent()) {
            // Git deletes with a branch what is remembered of it, and would follow the pointer to something of the
            // user's.
            keep(what, "what is remembered of it here points to another ref; Coppice makes no such ref");
        } else if (hasLanded) {
            into.add(deletion(candidate.name(), candidate.commit(), remembered));
        } else {
            keep(what, "it is not part of what has landed there");
        }
    }

    private Step deletion(String name, CommitId commit, Optional<PresentRef> remembered) {
        var where = place.repository().topLevel().toString();
        var removals = new ArrayList<Removal>();
        removals.add(new Removal(
                Removal.Kind.REMOTE_BRANCH,
                name + " of " + place.remote(),
                where,
                "all of it is part of what has landed there"));
        remembered.ifPresent(ref ->
                removals.add(new Removal(Removal.Kind.TRACKING_REF, ref.name(), where, "its branch over there goes")));
        return new Step(
                removals,
                () -> place.remotes()
                        .delete(place.remote(), new RefName(name), commit)
                        .or(() -> remembered.flatMap(forgetting::forget)));
    }

    private void judgeRemembered(Remotes.Branches branches) {
        var doomed = into.doomedRefs();
        place.remembered().values().stream()
                .filter(ref -> ref.pointsTo().isEmpty())
                .filter(ref -> executionOf(place.branchOf(ref)).isPresent())
                .filter(ref -> !branches.heads().containsKey(place.branchOf(ref)))
                .forEach(ref -> judgeStale(ref, doomed));
    }

    /** That the branch is gone over there says nothing of its commits: they may be nowhere else any more. */
    private void judgeStale(PresentRef ref, Set<String> doomed) {
        boolean isSafe = ref.commit().stream()
                .flatMap(commit -> place.repository().ancestry().holders(commit).stream())
                .anyMatch(holder ->
                        !holder.startsWith(place.tracking(ExecutionRefs.BRANCHES)) && !doomed.contains(holder));
        if (!isSafe) {
            keep(ref.name(), "its branch over there is gone, and only it still holds the commits");
            return;
        }
        var removal = new Removal(
                Removal.Kind.TRACKING_REF,
                ref.name(),
                place.repository().topLevel().toString(),
                "its branch over there is gone");
        into.add(new Step(List.of(removal), () -> forgetting.forget(ref)));
    }

    private void keep(String what, String why) {
        into.keep(what, place.repository().topLevel(), why);
    }
}
