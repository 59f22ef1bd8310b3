package dev.coppice.worktree;

import dev.coppice.git.GitAnswer;
import dev.coppice.git.GitFailure;
import dev.coppice.git.Head;
import dev.coppice.task.BranchName;
import dev.coppice.task.CommitId;
import dev.coppice.task.ExecutionId;
import java.io.IOException;
import java.util.Optional;

/**
 * Takes the branch that a checkout is on forward to a later commit. What git does not track may lie around, as long as it is not in the
 * way; it is written down first, so that whoever finds the move half done knows that it is the user's.
 */
final class CheckoutForwarding {

    private final UserCheckout checkout;
    private final StayFolder folder;

    CheckoutForwarding(UserCheckout checkout, StayFolder folder) {
        this.checkout = checkout;
        this.folder = folder;
    }

    Forwarding forward(ExecutionId execution, BranchName branch, CommitId from, CommitId to) throws IOException {
        var look = checkout.look();
        var objection = objection(look, branch, from).or(() -> checkout.obstacle(from, to));
        if (objection.isPresent()) {
            return new Forwarding.LeftAlone(objection.get());
        }
        new StaleCheckoutLocks(checkout).await();
        folder.write(IgnoredPaths.none().and(look.ignored()).and(look.untracked()));
        folder.write(Journal.begun(checkout.top(), execution, new Head.OnBranch(branch, from))
                .moving(from, to));
        var answer = checkout.fastForward(to);
        if (!answer.succeeded()) {
            return refused(look, from, answer);
        }
        folder.forget();
        return new Forwarding.Forwarded();
    }

    private Optional<String> objection(CheckoutLook look, BranchName branch, CommitId from) {
        if (!checkout.head().equals(new Head.OnBranch(branch, from))) {
            return Optional.of(checkout.top() + " is not at " + branch.shortName() + " any more");
        }
        if (!look.changed().isEmpty()) {
            return Optional.of("there are changes in " + checkout.top() + " that are not committed: "
                    + RawName.listed(look.changed()));
        }
        return checkout.hindrance();
    }

    private Forwarding refused(CheckoutLook before, CommitId from, GitAnswer answer) throws IOException {
        boolean isUntouched = checkout.head().at().equals(Optional.of(from))
                && checkout.look().equals(before);
        var failure = new GitFailure("taking " + checkout.top() + " forward", answer.error());
        if (!isUntouched) {
            throw failure;
        }
        folder.forget();
        return switch (failure.kind()) {
            case LOCKED, DISK_FULL, INTERRUPTED -> throw failure;
            case CORRUPT, OTHER -> new Forwarding.LeftAlone(answer.error().strip());
        };
    }
}
