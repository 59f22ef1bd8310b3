package dev.coppice.worktree;

import dev.coppice.git.CommitMessage;
import dev.coppice.git.ExecutionRefs;
import dev.coppice.git.GitAnswer;
import dev.coppice.git.GitFailure;
import dev.coppice.git.GitRepository;
import dev.coppice.git.Head;
import dev.coppice.git.RefChange;
import dev.coppice.git.RefName;
import dev.coppice.git.RefUpdate;
import dev.coppice.git.RefValue;
import dev.coppice.git.TreeId;
import dev.coppice.task.CommitId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Moves the user's checkout from one commit to another, and first keeps what lies there beyond the commit that it is at. Every step is in
 * the journal before it is taken, and can be taken again.
 */
final class CheckoutDesk {

    private final UserCheckout checkout;
    private final StayFolder folder;
    private final LocalSnapshotter snapshotter;

    CheckoutDesk(UserCheckout checkout, StayFolder folder) {
        this.checkout = checkout;
        this.folder = folder;
        this.snapshotter = new LocalSnapshotter(checkout, folder);
    }

    /** What a move came to. */
    sealed interface Moved {

        record Done(Journal journal) implements Moved {}

        /** Something of the user's is in the way; nothing has changed. */
        record InTheWay(String detail) implements Moved {}
    }

    /** Everything that lies there, against the commit that it was last known to be at. */
    LocalSnapshotter.Snapshot look(Journal journal) throws IOException {
        return journal.move().isPresent() ? snapshotter.take(journal.move().get()) : snapshotter.take(journal.left());
    }

    /** Keeps what lies there, and goes to the commit. */
    Moved moveWithAllKept(Journal journal, CommitId to) throws IOException {
        var snapshot = look(journal);
        var at = kept(journal, snapshot);
        checkout.place(at, snapshot.index());
        folder.keepIndex(at, checkout.index());
        var placed = journal.at(at);
        folder.write(placed);
        return move(placed, at, to);
    }

    /** Only where HEAD, index and files are at {@code from}, ignored files aside. */
    Moved move(Journal journal, CommitId from, CommitId to) throws IOException {
        if (from.equals(to) && checkout.head() instanceof Head.Detached(var commit) && commit.equals(to)) {
            folder.keepIndex(to, checkout.index());
            return new Moved.Done(journal.at(to));
        }
        return move(journal, from, to, new Head.Detached(to));
    }

    /** The same, with HEAD at the user's branch in the end. */
    Moved move(Journal journal, CommitId from, CommitId to, Head goal) throws IOException {
        var obstacle = checkout.obstacle(from, to);
        if (obstacle.isPresent()) {
            return new Moved.InTheWay(obstacle.get());
        }
        new StaleCheckoutLocks(checkout).await();
        folder.keepIndex(from, checkout.index());
        folder.write(journal.moving(from, to));
        var answer = checkout.checkOut(goal);
        if (!answer.succeeded()) {
            return refused(journal, from, answer);
        }
        folder.keepIndex(to, checkout.index());
        folder.write(journal.at(to));
        return new Moved.Done(journal.at(to));
    }

    /** Git looks before it touches anything; if it failed later than that, the journal tells the next one of a half-done move. */
    private Moved refused(Journal journal, CommitId from, GitAnswer answer) throws IOException {
        boolean isUntouched = checkout.head().at().equals(Optional.of(from))
                && checkout.look().uncommitted(folder.ignored()).isEmpty();
        var failure = new GitFailure("moving " + checkout.top() + " from " + from, answer.error());
        if (!isUntouched) {
            throw failure;
        }
        folder.write(journal.at(from));
        return switch (failure.kind()) {
            case LOCKED, DISK_FULL, INTERRUPTED -> throw failure;
            case CORRUPT, OTHER -> new Moved.InTheWay(answer.error().strip());
        };
    }

    /** A commit with exactly the snapshot's files: one that is known, or a new one that a ref keeps. */
    private CommitId kept(Journal journal, LocalSnapshotter.Snapshot snapshot) {
        var before = lastKept(journal);
        for (var known : new CommitId[] {journal.left(), before}) {
            if (isOf(known, snapshot.tree())) {
                return known;
            }
        }
        if (isHalfDone(journal, snapshot.tree())) {
            return repository().objects().commit(snapshot.tree(), before, message(journal, "half of a checkout"));
        }
        var commit =
                repository().objects().commit(snapshot.tree(), before, message(journal, "what lay in the checkout"));
        keep(journal, commit);
        return commit;
    }

    boolean isKnown(Journal journal, TreeId tree) {
        return isOf(journal.left(), tree) || isOf(lastKept(journal), tree) || isHalfDone(journal, tree);
    }

    private boolean isHalfDone(Journal journal, TreeId tree) {
        return journal.move()
                .filter(move -> new HalfDoneMove(repository().git(), move).isThatOf(tree))
                .isPresent();
    }

    private boolean isOf(CommitId commit, TreeId tree) {
        return repository().history().treeOf(commit).equals(tree);
    }

    boolean isAt(CommitId commit, TreeId tree) {
        return isOf(commit, tree);
    }

    /** For files that stay where they are. */
    void keepIfUnknown(Journal journal, TreeId tree) {
        if (journal.attempt().isPresent() && !isKnown(journal, tree)) {
            keep(
                    journal,
                    repository()
                            .objects()
                            .commit(tree, lastKept(journal), message(journal, "what lay in the checkout")));
        }
    }

    /** Before an index of ours takes the place of one that a person may have staged something in. */
    Optional<RefName> keepStaged(Journal journal) throws IOException {
        var known = new ArrayList<>(List.of(journal.left(), lastKept(journal)));
        journal.move().ifPresent(move -> known.addAll(List.of(move.from(), move.to())));
        journal.attempt().ifPresent(attempt -> known.add(attempt.base()));
        checkout.head().at().ifPresent(known::add);
        return new StagedWork(checkout, folder)
                .beyond(look(journal).tree(), known)
                .map(tree -> keepApart(
                        journal,
                        repository()
                                .objects()
                                .commit(tree, lastKept(journal), message(journal, "what was staged in the checkout"))));
    }

    private CommitId lastKept(Journal journal) {
        return journal.attempt()
                .flatMap(attempt -> at(attempt.ref()).or(() -> Optional.of(attempt.base())))
                .orElse(journal.left());
    }

    Optional<CommitId> at(RefName ref) {
        return repository()
                .refs()
                .read(ref)
                .flatMap(value ->
                        value instanceof RefValue.OfCommit(var commit) ? Optional.of(commit) : Optional.empty());
    }

    /** Under the attempt's ref; what belongs to no attempt gets a ref of its own. */
    void keep(Journal journal, CommitId commit) {
        journal.attempt()
                .ifPresentOrElse(
                        attempt -> repository().refs().point(attempt.ref(), commit.sha()),
                        () -> keepApart(journal, commit));
    }

    /** Ends a rebase or the like that an attempt left, with nothing lost that is only there. */
    void endOperations(Journal journal) throws IOException {
        checkout.endOperations().forEach(stashed -> keepApart(journal, stashed));
    }

    RefName keepApart(Journal journal, CommitId commit) {
        var refs = new ExecutionRefs(journal.execution());
        for (int number = 1; ; number++) {
            var change = new RefChange(refs.kept(number), RefChange.ABSENT, commit.sha());
            if (repository().refs().update(change) instanceof RefUpdate.Applied) {
                return change.ref();
            }
        }
    }

    private static CommitMessage message(Journal journal, String what) {
        String place = journal.attempt().map(attempt -> attempt.ref().name()).orElse("no attempt");
        return new CommitMessage(
                "coppice: keep " + what,
                "Found in " + journal.checkout().getFileName() + ", of " + place + ".",
                CommitMessage.EXECUTION + ": " + journal.execution());
    }

    private GitRepository repository() {
        return checkout.repository();
    }
}
