package dev.coppice.worktree;

import dev.coppice.git.CommitMessage;
import dev.coppice.git.GitFailure;
import dev.coppice.git.Ground;
import dev.coppice.git.TreeId;
import dev.coppice.task.CommitId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The user's own checkout while one attempt has it. What git ignores there is the user's and stays where it is, so unlike in a pooled
 * worktree it is there when checks run. Nothing that somebody put there is ever cleared away before the attempt's ref holds it.
 */
public final class LocalWorkspace implements Workspace {

    private final CheckoutStay stay;
    private final Journal.OpenAttempt attempt;
    private final Runnable closed;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    LocalWorkspace(CheckoutStay stay, Journal journal, Runnable closed) {
        this.stay = stay;
        this.attempt = journal.attempt().orElseThrow();
        this.closed = closed;
    }

    @Override
    public Path directory() {
        return stay.checkout().top();
    }

    @Override
    public CommitId base() {
        return attempt.base();
    }

    @Override
    public WorkSnapshot snapshot() {
        try {
            stay.checkout().repairHead(base());
            var found = stay.desk().look(stay.journal());
            return found.repositories().isEmpty()
                    ? againstBase(found.tree())
                    : new WorkSnapshot.NestedRepositories(
                            found.repositories().stream().map(RawName::text).toList());
        } catch (IOException e) {
            throw new GitFailure("looking at " + directory(), String.valueOf(e));
        }
    }

    private WorkSnapshot againstBase(TreeId tree) {
        var repository = stay.checkout().repository();
        if (repository.history().treeOf(base()).equals(tree)) {
            return new WorkSnapshot.Unchanged();
        }
        List<String> paths = TreeChange.between(repository.git(), base().sha(), tree.sha()).stream()
                .map(change -> RawName.text(change.path()))
                .toList();
        return new WorkSnapshot.Changed(tree, paths);
    }

    @Override
    public void checkOut(TreeId tree) {
        var message = new CommitMessage("coppice: what is to be checked", "Of " + attempt.ref() + ".", "");
        checkOut(stay.checkout().repository().objects().commit(tree, base(), message));
    }

    /** Files that are as asked for already are left in peace. */
    @Override
    public void checkOut(CommitId commit) {
        try {
            var journal = stay.journal();
            if (!stay.desk().isAt(commit, stay.desk().look(journal).tree())) {
                stay.desk().endOperations(journal);
                go(journal, commit);
            }
        } catch (IOException e) {
            throw new GitFailure("checking out " + commit + " in " + directory(), String.valueOf(e));
        }
    }

    /** What a crash has to put right here is judged by the base in the journal, which is that of the whole attempt. */
    @Override
    public boolean startOver(Ground ground) {
        boolean isSameBase = ground.base().equals(base());
        if (isSameBase) {
            checkOut(ground.tree());
        }
        return isSameBase;
    }

    private void go(Journal journal, CommitId commit) throws IOException {
        switch (stay.desk().moveWithAllKept(journal, commit)) {
            case CheckoutDesk.Moved.Done _ -> {}
            case CheckoutDesk.Moved.InTheWay(var detail) ->
                throw new GitFailure("checking out " + commit + " in " + directory(), detail);
        }
    }

    @Override
    public void close() {
        if (isClosed.compareAndSet(false, true)) {
            try {
                stay.leave();
            } finally {
                closed.run();
            }
        }
    }
}
