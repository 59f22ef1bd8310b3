package dev.coppice.pullrequest;

import dev.coppice.git.GitFailure;
import dev.coppice.git.RefName;
import dev.coppice.landing.RemoteAccess;
import dev.coppice.landing.ResultBranches;
import dev.coppice.queue.publication.PullRequests;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Deletes the branch of a merged request, as the push brought it there: by git, with a lease on the commit that was merged. A forge's own
 * call for it takes whatever the branch holds by then.
 */
@ApplicationScoped
class HeadRemoval {

    private final ResultBranches results;
    private final RemoteAccess access;

    HeadRemoval(ResultBranches results, RemoteAccess access) {
        this.results = results;
        this.access = access;
    }

    /** Why it is still there; empty if it is gone. */
    Optional<String> remove(PullRequests.Turn turn) {
        try {
            return removed(turn).map(reason -> "its branch could not be deleted: " + reason);
        } catch (GitFailure | IllegalStateException | IllegalArgumentException e) {
            return Optional.of("its branch could not be deleted: " + e.getMessage());
        }
    }

    private Optional<String> removed(PullRequests.Turn turn) {
        var remotes = access.of(results.repository(turn.execution()));
        var pushed = turn.pushed();
        if (!remotes.names().contains(pushed.remote())
                || !remotes.address(pushed.remote()).fingerprint().equals(pushed.address())) {
            return Optional.of("the remote " + pushed.remote() + " leads somewhere else by now");
        }
        return remotes.tipOf(pushed.remote(), pushed.branch())
                .flatMap(_ -> remotes.delete(
                        pushed.remote(), new RefName(pushed.branch().name()), turn.result()));
    }
}
