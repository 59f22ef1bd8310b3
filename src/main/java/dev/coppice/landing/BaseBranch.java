package dev.coppice.landing;

import dev.coppice.git.ExecutionRefs;
import dev.coppice.git.GitRepository;
import dev.coppice.git.Opening;
import dev.coppice.git.RefUpdate;
import dev.coppice.queue.publication.Published;
import dev.coppice.task.BranchName;
import dev.coppice.task.CommitId;
import dev.coppice.worktree.Forwarding;
import dev.coppice.worktree.LocalCheckouts;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The branch that an execution started from, which its completed result is to be merged into: forward only, and only where that hurts
 * nobody. Where it stands already at the result, or beyond, that is so because it was done before.
 */
record BaseBranch(GitRepository repository, LocalCheckouts checkouts, ExecutionRefs refs, BranchName branch) {

    Published forwardTo(CommitId result) {
        var at = repository.tipOf(branch);
        if (at.isEmpty()) {
            return left("the branch " + name() + " is gone", byHand(result).made());
        }
        if (repository.isAncestor(result, at.get())) {
            return merged("the branch " + name() + " holds the result");
        }
        if (!repository.isAncestor(at.get(), result)) {
            return left(
                    "the branch " + name() + " has commits that are not part of the result",
                    byHand(result).line());
        }
        return forward(at.get(), result);
    }

    private Published forward(CommitId from, CommitId to) {
        var places = repository.checkoutsOf(branch);
        if (places.size() > 1) {
            return left(
                    "the branch " + name() + " is checked out in " + places.size() + " places",
                    byHand(to).line());
        }
        if (!places.isEmpty()) {
            return forwardAt(places.getFirst(), from, to);
        }
        if (repository.isBeingRebased(branch)) {
            return left(
                    "a rebase of the branch " + name() + " is under way, which has to end first",
                    byHand(to).line());
        }
        return switch (repository.refs().move(branch, from, to)) {
            case RefUpdate.Applied _ -> merged("the branch " + name() + " was moved to the result");
            case RefUpdate.Refused(var reason) -> left(reason, byHand(to).line());
            case RefUpdate.Locked(var reason) -> left(reason, byHand(to).line());
        };
    }

    private Published forwardAt(Path place, CommitId from, CommitId to) {
        if (!Files.isDirectory(place)) {
            return left(
                    "the branch " + name() + " is checked out at " + place + ", which is not there",
                    byHand(to).line());
        }
        return switch (GitRepository.open(place)) {
            case Opening.Refused(var reason) -> left(reason, byHand(to).line());
            case Opening.Opened(var there)
            when !there.commonDirectory().equals(repository.commonDirectory()) ->
                left(place + " belongs to another repository", byHand(to).line());
            case Opening.Opened(var there) ->
                switch (checkouts.of(there).forward(refs.execution(), branch, from, to)) {
                    case Forwarding.Forwarded _ ->
                        merged("the branch " + name() + " was taken forward to the result in " + place);
                    case Forwarding.LeftAlone(var reason) ->
                        left(reason, byHand(to).mergeAt(place));
                };
        };
    }

    private static Published merged(String detail) {
        return new Published(Published.Outcome.MERGED, detail);
    }

    private static Published left(String reason, String command) {
        return new Published(Published.Outcome.LEFT, reason + "; by hand: " + command);
    }

    private MergeByHand byHand(CommitId result) {
        return new MergeByHand(repository, refs, branch, result);
    }

    private String name() {
        return branch.shortName();
    }
}
