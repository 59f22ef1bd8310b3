package dev.coppice.landing;

import dev.coppice.git.ExecutionRefs;
import dev.coppice.git.GitFailure;
import dev.coppice.git.GitRepository;
import dev.coppice.git.PushAnswer;
import dev.coppice.git.Remotes;
import dev.coppice.process.TypedCommand;
import dev.coppice.queue.publication.PushTarget;
import dev.coppice.task.BranchName;
import dev.coppice.task.CommitId;
import java.util.Optional;

/**
 * The branch at a remote that is to get a completed result: made if there is none, else only taken forward, and only from where it was
 * seen. Where it holds the result already, that is so because it was pushed before.
 */
record RemoteBranch(GitRepository repository, Remotes remotes, ExecutionRefs refs, PushTarget target) {

    /** So often it may move between a look and the push. */
    private static final int MOST_ROUNDS = 3;

    /** What came of it. */
    sealed interface End {

        record Pushed(String detail) implements End {}

        /** For good; the detail ends with the command that does it by hand. */
        record Left(String detail) implements End {}

        /** Not yet. */
        record Later(String problem) implements End {}
    }

    End bring(CommitId result) {
        try {
            return objection(result).orElseGet(() -> push(result));
        } catch (GitFailure e) {
            if (e.kind() == GitFailure.Kind.INTERRUPTED) {
                throw e;
            }
            return later(String.valueOf(e.getMessage()), result);
        }
    }

    /** Where the name of the remote leads is looked at each time, because it may be another place by now. */
    private Optional<End> objection(CommitId result) {
        if (!remotes.names().contains(target.remote())) {
            return Optional.of(new End.Left("there is no remote " + target.remote()
                    + " any more; add it again, then by hand: " + byHand(result)));
        }
        if (!remotes.address(target.remote()).fingerprint().equals(target.address())) {
            return Optional.of(new End.Left(
                    "the address of " + target.remote() + " is not the one that it had when the plan was submitted; "
                            + "look at it, and if it is right, by hand: " + byHand(result)));
        }
        return Optional.empty();
    }

    private End later(String reason, CommitId result) {
        return new End.Later(reason.strip().replaceAll("\\s+", " ") + "; by hand: " + byHand(result));
    }

    private End push(CommitId result) {
        var last = "";
        for (int round = 0; round < MOST_ROUNDS; round++) {
            var at = remotes.tipOf(target.remote(), target.branch());
            if (at.isPresent() && isPartOf(result, at.get())) {
                return new End.Pushed(place() + " holds the result");
            }
            if (at.isPresent() && !isPartOf(at.get(), result)) {
                return new End.Left(place()
                        + " has commits that are not part of the result; to publish it beside them: " + beside(result));
            }
            switch (remotes.push(target.remote(), target.branch(), at, result)) {
                case PushAnswer.Pushed _ -> {
                    return new End.Pushed("the result was pushed to " + place());
                }
                case PushAnswer.Refused(var reason) -> {
                    return new End.Left(reason + "; by hand: " + byHand(result));
                }
                case PushAnswer.NotReached(var reason) -> {
                    return later(reason, result);
                }
                case PushAnswer.Moved(var reason) -> last = reason;
            }
        }
        return later(last, result);
    }

    /** What is not here is part of nothing that is. */
    private boolean isPartOf(CommitId one, CommitId other) {
        return repository.ancestry().has(one) && repository.ancestry().has(other) && repository.isAncestor(one, other);
    }

    private String place() {
        return target.branch().shortName() + " at " + target.remote();
    }

    /** Not forced, so that it does no harm wherever the branch is by then. */
    TypedCommand byHand(CommitId result) {
        return command(result, target.branch());
    }

    /** For after the user has merged the result into the branch of the same name here. */
    TypedCommand onceMerged() {
        return TypedCommand.of(
                "git",
                "-C",
                repository.topLevel().toString(),
                "push",
                target.remote(),
                target.branch() + ":" + target.branch());
    }

    private TypedCommand beside(CommitId result) {
        var own = new BranchName(refs.branch().name());
        return command(result, own.equals(target.branch()) ? new BranchName(own + "-2") : own);
    }

    private TypedCommand command(CommitId result, BranchName branch) {
        return TypedCommand.of(
                "git", "-C", repository.topLevel().toString(), "push", target.remote(), result + ":" + branch);
    }
}
