package dev.coppice.forge.github;

import dev.coppice.forge.Standing.Mergeability;
import java.io.IOException;
import java.util.Objects;
import org.kohsuke.github.GHPullRequest;

/** What GitHub's word for how a request can be merged means. The word is worked out some time after each change. */
final class MergeStates {

    private MergeStates() {}

    static Mergeability of(GHPullRequest request) throws IOException {
        var word = Objects.requireNonNullElse(request.getMergeableState(), "unknown");
        return switch (word) {
            case "clean", "has_hooks", "unstable" ->
                Boolean.TRUE.equals(request.getMergeable()) ? new Mergeability.Mergeable() : new Mergeability.Unknown();
            case "dirty" -> new Mergeability.Never("it conflicts with its base branch");
            case "behind" ->
                new Mergeability.Never("its base branch has gone on, and wants requests to be up to date with it");
            case "draft" -> new Mergeability.NotYet("it is a draft");
            case "blocked" ->
                new Mergeability.NotYet(
                        "the rules of its base branch want something more, such as a check or a review");
            default -> new Mergeability.Unknown();
        };
    }
}
