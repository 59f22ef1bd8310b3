package dev.coppice.submission;

import java.util.Optional;

/**
 * Where a completed result is to go besides its own branch.
 *
 * @param push a remote of the repository, or that and a branch as {@code origin:branch}
 * @param pullRequest what is to be asked for at the forge of that remote, or of the remote {@code origin} if there is no push
 */
public record Delivery(Optional<String> push, Optional<PullRequestAsk> pullRequest) {

    public static final Delivery NONE = new Delivery(Optional.empty(), Optional.empty());

    private static final String USUAL_REMOTE = "origin";

    /** A pull request is of a branch that was pushed. */
    Optional<Destination> destination() {
        return push.or(() -> pullRequest.map(_ -> USUAL_REMOTE)).map(Destination::of);
    }
}
