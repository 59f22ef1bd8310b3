package dev.coppice.worktree;

import dev.coppice.git.GitFailure;
import dev.coppice.git.GitRepository;
import dev.coppice.git.RefName;
import dev.coppice.task.BranchName;
import dev.coppice.task.CommitId;
import dev.coppice.task.ExecutionId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The user's own checkout of one repository, lent to one attempt at a time and given back when nothing of an execution runs any more. */
public final class LocalCheckout implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final UserCheckout checkout;
    private final StayFolder folder;
    private final CheckoutStay stay;
    private final Semaphore turn = new Semaphore(1, true);

    /** The folder belongs to this checkout alone. */
    LocalCheckout(GitRepository repository, Path folder) {
        this.checkout = new UserCheckout(repository);
        this.folder = new StayFolder(folder);
        this.stay = new CheckoutStay(checkout, this.folder);
    }

    /** Why no local execution can begin here now; empty if one can. */
    public Optional<String> objection() {
        try {
            var held = folder.journal();
            return held.isPresent()
                    ? Optional.of(held.get().execution() + " has not given " + checkout.top() + " back yet")
                    : checkout.objection(IgnoredPaths.none());
        } catch (IOException e) {
            throw broken("looking at", e);
        }
    }

    /**
     * Waits until no other attempt has the checkout, and lends it holding the base's files. What an attempt of a dead process left is kept
     * under that attempt's ref before.
     *
     * @param attempt keeps everything that this attempt leaves behind
     */
    public WorkspaceOpening open(ExecutionId execution, RefName attempt, CommitId base) throws InterruptedException {
        turn.acquire();
        boolean isLent = false;
        try {
            var opening = stay.enter(execution, new Journal.OpenAttempt(attempt, base), this::closed);
            isLent = opening instanceof WorkspaceOpening.Opened;
            return opening;
        } catch (IOException e) {
            throw broken("opening", e);
        } finally {
            if (!isLent) {
                turn.release();
            }
        }
    }

    private void closed() {
        turn.release();
    }

    /** Takes the user back to where they were, if that hurts nothing; hardly waits for an attempt. */
    public GiveBack giveBack() {
        if (!isTurnHad()) {
            return new GiveBack.Busy();
        }
        try {
            return stay.giveBack();
        } catch (IOException e) {
            throw broken("giving back", e);
        } finally {
            turn.release();
        }
    }

    /** Takes the branch, which this checkout is on at {@code from}, forward to a descendant; hardly waits for an attempt. */
    public Forwarding forward(ExecutionId execution, BranchName branch, CommitId from, CommitId to) {
        if (!isTurnHad()) {
            return new Forwarding.LeftAlone("an attempt is at work in " + checkout.top());
        }
        try {
            return stay.forward(execution, branch, from, to);
        } catch (IOException e) {
            throw broken("taking forward", e);
        } finally {
            turn.release();
        }
    }

    /** Waits for others that only tidy up. */
    private boolean isTurnHad() {
        try {
            return turn.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Lets other processes in. Nothing else changes: the journal says how the checkout stands, as after a crash. */
    @Override
    public void close() {
        try {
            stay.close();
        } catch (IOException e) {
            throw broken("unlocking", e);
        }
    }

    private GitFailure broken(String what, IOException problem) {
        return new GitFailure(what + " the checkout " + checkout.top(), String.valueOf(problem));
    }
}
