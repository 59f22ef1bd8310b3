package dev.coppice.worktree;

import dev.coppice.git.ExecutionRefs;
import dev.coppice.git.Head;
import dev.coppice.git.TreeId;
import dev.coppice.task.CommitId;
import java.io.IOException;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Brings the user's checkout to rest at the execution's result, after an attempt and after a death, with all that lay there kept. */
final class CheckoutRest {

    private static final Logger LOG = Logger.getLogger(CheckoutRest.class);

    /** What clearing away brings to light, such as files that an agent's own rule had hidden, is cleared away as well. */
    private static final int ROUNDS = 4;

    private final UserCheckout checkout;
    private final StayFolder folder;
    private final CheckoutDesk desk;

    CheckoutRest(UserCheckout checkout, StayFolder folder, CheckoutDesk desk) {
        this.checkout = checkout;
        this.folder = folder;
        this.desk = desk;
    }

    /** Puts right what a dead process left; why not, where only a person can tell whose it is. */
    Optional<String> recovered() throws IOException {
        var found = folder.journal().filter(Journal::isUnsettled);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var journal = found.get();
        new StaleCheckoutLocks(checkout).remove();
        checkout.repairHead(journal.left());
        var operation = checkout.operationUnderWay();
        if (operation.isPresent()) {
            return Optional.of(operation.get() + " is under way in " + checkout.top() + "; finish or abort it");
        }
        return switch (checkout.head()) {
            case Head.OnBranch _ -> recoverOnBranch(journal);
            case Head.Detached(var commit) -> {
                keepOwnCommits(journal, commit);
                yield recoverAll(journal);
            }
            case Head.Nowhere() -> recoverAll(journal);
        };
    }

    private Optional<String> recoverAll(Journal journal) throws IOException {
        desk.keepStaged(journal)
                .ifPresent(ref -> LOG.warnf(
                        "something was staged in %s that is in no file; it is kept as %s", checkout.top(), ref));
        var problem = rest(journal);
        journal.attempt()
                .filter(attempt -> desk.at(attempt.ref()).isPresent())
                .ifPresent(attempt -> LOG.warnf(
                        "put %s in order after a Coppice that died there; what lay there is kept: git show %s",
                        checkout.top(), attempt.ref()));
        return problem;
    }

    /** Commits that somebody made since on no branch would be found in the reflog only. */
    private void keepOwnCommits(Journal journal, CommitId head) {
        boolean isKnown = head.equals(journal.left())
                || journal.move().filter(move -> head.equals(move.to())).isPresent()
                || journal.attempt()
                        .filter(attempt -> head.equals(attempt.base())
                                || desk.at(attempt.ref()).filter(head::equals).isPresent())
                        .isPresent();
        if (!isKnown) {
            LOG.warnf(
                    "commits were made in %s on no branch; they are kept as %s",
                    checkout.top(), desk.keepApart(journal, head));
        }
    }

    /** Somebody switched to a branch, an agent or its user: what is not committed there is touched only if it is surely ours. */
    private Optional<String> recoverOnBranch(Journal journal) throws IOException {
        var tree = desk.look(journal).tree();
        var problem = checkout.objection(folder.ignored());
        if (problem.isEmpty()) {
            desk.keepIfUnknown(journal, tree);
            folder.write(journal.atRest());
            return Optional.empty();
        }
        return isOursOnly(journal, tree) ? rest(journal) : problem;
    }

    private boolean isOursOnly(Journal journal, TreeId tree) {
        return desk.isKnown(journal, tree)
                && journal.move().filter(new StagedWork(checkout, folder)::isOf).isPresent();
    }

    /** After an attempt: keeps what it left beyond its commit, and leaves the files at the result. */
    Optional<String> rest(Journal opened) throws IOException {
        var journal = opened;
        for (int round = 0; round < ROUNDS; round++) {
            switch (desk.moveWithAllKept(journal, result(journal))) {
                case CheckoutDesk.Moved.Done(var moved) -> journal = moved;
                case CheckoutDesk.Moved.InTheWay(var detail) -> {
                    folder.write(folder.journal().orElseThrow().atRest());
                    return Optional.of(detail);
                }
            }
            if (desk.isAt(journal.left(), desk.look(journal).tree())) {
                break;
            }
        }
        folder.write(journal.atRest());
        folder.forgetIndexesBut(journal.left());
        return Optional.empty();
    }

    private CommitId result(Journal journal) {
        return desk.at(new ExecutionRefs(journal.execution()).result()).orElse(journal.left());
    }
}
