package dev.coppice.worktree;

import dev.coppice.git.Head;
import dev.coppice.task.BranchName;
import dev.coppice.task.CommitId;
import dev.coppice.task.ExecutionId;
import java.io.IOException;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Coppice's stay in the user's checkout, from the first attempt to the moment it is given back: its files are at the execution's result
 * between two attempts, and whatever else is found there belongs to somebody. Used by the one who has the checkout's turn.
 */
final class CheckoutStay {

    private static final Logger LOG = Logger.getLogger(CheckoutStay.class);

    private final UserCheckout checkout;
    private final StayFolder folder;
    private final CheckoutDesk desk;
    private final CheckoutRest rest;
    private final CheckoutLock lock;

    CheckoutStay(UserCheckout checkout, StayFolder folder) {
        this.checkout = checkout;
        this.folder = folder;
        this.desk = new CheckoutDesk(checkout, folder);
        this.rest = new CheckoutRest(checkout, folder, desk);
        this.lock = new CheckoutLock(checkout.gitDirectory(), folder.journalFile());
    }

    WorkspaceOpening enter(ExecutionId execution, Journal.OpenAttempt attempt, Runnable closed) throws IOException {
        var problem = lock.take();
        if (problem.isPresent()) {
            return new WorkspaceOpening.Refused("checkout_in_use", problem.get());
        }
        var opening = orderly(execution, attempt, closed);
        releaseIfFree();
        return opening;
    }

    private WorkspaceOpening orderly(ExecutionId execution, Journal.OpenAttempt attempt, Runnable closed)
            throws IOException {
        var problem = rest.recovered();
        if (problem.isEmpty()) {
            problem = leftBy(execution);
        }
        if (problem.isPresent()) {
            return new WorkspaceOpening.Refused("checkout_dirty", problem.get());
        }
        problem = checkout.objection(folder.ignored());
        if (problem.isPresent()) {
            return new WorkspaceOpening.Refused("checkout_dirty", problem.get() + whatThen());
        }
        return begin(execution, attempt, closed);
    }

    /** The one moment when files change hands: everything in the checkout is committed, or ignored and written down. */
    private WorkspaceOpening begin(ExecutionId execution, Journal.OpenAttempt attempt, Runnable closed)
            throws IOException {
        var head = checkout.head();
        if (head instanceof Head.Nowhere) {
            return new WorkspaceOpening.Refused("checkout_dirty", "HEAD of " + checkout.top() + " is at no commit");
        }
        var before = folder.journal();
        var journal = before.filter(known -> isWhereWeLeftIt(known, head))
                .orElseGet(() -> Journal.begun(checkout.top(), execution, head));
        folder.write(folder.ignored().and(checkout.look().ignored()));
        return switch (desk.move(journal, journal.left(), attempt.base())) {
            case CheckoutDesk.Moved.Done(var moved) -> {
                var opened = moved.opened(attempt);
                folder.write(opened);
                yield new WorkspaceOpening.Opened(new LocalWorkspace(this, opened, closed));
            }
            case CheckoutDesk.Moved.InTheWay(var detail) -> {
                forgetUnless(before.isPresent());
                yield new WorkspaceOpening.Refused("checkout_blocked", detail);
            }
        };
    }

    private void forgetUnless(boolean isHeld) throws IOException {
        if (!isHeld) {
            folder.forget();
        }
    }

    private static boolean isWhereWeLeftIt(Journal journal, Head head) {
        return head.equals(new Head.Detached(journal.left()));
    }

    /** Another execution's stay has to end first: only then is it known where the user was. */
    private Optional<String> leftBy(ExecutionId execution) throws IOException {
        var journal = folder.journal();
        if (journal.isEmpty() || journal.get().execution().equals(execution)) {
            return Optional.empty();
        }
        return switch (returnHome(journal.get())) {
            case GiveBack.Left(var reason, var command) -> Optional.of(reason + "; then: " + command);
            case GiveBack.Returned _, GiveBack.NotHeld _, GiveBack.Busy _ -> Optional.empty();
        };
    }

    private String whatThen() throws IOException {
        return folder.journal()
                .map(journal -> ", or go home with: " + command(journal))
                .orElse("");
    }

    GiveBack giveBack() throws IOException {
        if (folder.journal().isEmpty()) {
            lock.release();
            return new GiveBack.NotHeld();
        }
        if (lock.take().isPresent()) {
            return new GiveBack.Busy();
        }
        var problem = rest.recovered();
        var journal = folder.journal().orElseThrow();
        var result = problem.isPresent() ? new GiveBack.Left(problem.get(), command(journal)) : returnHome(journal);
        releaseIfFree();
        return result;
    }

    /** What was begun here before is settled first. */
    Forwarding forward(ExecutionId execution, BranchName branch, CommitId from, CommitId to) throws IOException {
        if (giveBack() instanceof GiveBack.Left(var reason, var _)) {
            return new Forwarding.LeftAlone(reason);
        }
        var problem = lock.take();
        if (problem.isPresent()) {
            return new Forwarding.LeftAlone(problem.get());
        }
        var result = new CheckoutForwarding(checkout, folder).forward(execution, branch, from, to);
        releaseIfFree();
        return result;
    }

    private void releaseIfFree() throws IOException {
        if (folder.journal().isEmpty()) {
            lock.release();
        }
    }

    private GiveBack returnHome(Journal journal) throws IOException {
        if (!isWhereWeLeftIt(journal, checkout.head())) {
            folder.forget();
            return new GiveBack.NotHeld();
        }
        var problem = checkout.objection(folder.ignored());
        if (problem.isPresent()) {
            return new GiveBack.Left(problem.get(), command(journal));
        }
        var goal = homeNow(journal.home());
        if (goal.isEmpty()) {
            return new GiveBack.Left(
                    "the branch " + journal.home().words() + " is gone", "git -C " + checkout.top() + " switch BRANCH");
        }
        return switch (desk.move(journal, journal.left(), goal.get(), journal.home())) {
            case CheckoutDesk.Moved.Done _ -> {
                folder.forget();
                yield new GiveBack.Returned(journal.home().words());
            }
            case CheckoutDesk.Moved.InTheWay(var detail) -> new GiveBack.Left(detail, command(journal));
        };
    }

    private Optional<CommitId> homeNow(Head home) {
        return switch (home) {
            case Head.OnBranch(var branch, var _) -> checkout.repository().tipOf(branch);
            case Head.Detached(var commit) -> Optional.of(commit);
            case Head.Nowhere() -> Optional.empty();
        };
    }

    private String command(Journal journal) {
        return switch (journal.home()) {
            case Head.OnBranch(var branch, var _) -> "git -C " + checkout.top() + " switch " + branch.shortName();
            case Head.Detached(var commit) -> "git -C " + checkout.top() + " switch --detach " + commit;
            case Head.Nowhere() -> "git -C " + checkout.top() + " status";
        };
    }

    /** The end of an attempt that this process has lived to see; nothing that goes wrong here changes how the attempt ended. */
    void leave() {
        try {
            var journal = folder.journal().orElseThrow();
            new StaleCheckoutLocks(checkout).remove();
            checkout.repairHead(journal.left());
            desk.endOperations(journal);
            rest.rest(journal).ifPresent(problem -> LOG.warn(problem));
        } catch (IOException | RuntimeException e) {
            LOG.warnf(
                    e,
                    "could not leave %s in order; all that lies there stays for the next attempt to keep",
                    checkout.top());
        }
    }

    void close() throws IOException {
        lock.close();
    }

    UserCheckout checkout() {
        return checkout;
    }

    CheckoutDesk desk() {
        return desk;
    }

    Journal journal() throws IOException {
        return folder.journal().orElseThrow();
    }
}
