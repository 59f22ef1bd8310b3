package dev.coppice.queue.publication;

import dev.coppice.forge.MergeMethod;
import java.util.List;
import java.util.Optional;

/**
 * The pull request that a completed result is to get.
 *
 * @param forge the name of one that is configured
 * @param project its path there
 * @param head the branch that the result is pushed to, by its short name
 * @param base the branch that is to get it, likewise
 * @param merge how it is to be merged once it may be; empty: that is for people
 * @param deletesBranch whether the head is to go once it is merged
 * @param checks the names of those that must have passed besides what the forge requires; empty: all that are reported
 */
public record PullRequestWish(
        String forge,
        String project,
        String head,
        String base,
        String title,
        boolean isDraft,
        List<String> labels,
        Optional<MergeMethod> merge,
        boolean deletesBranch,
        Optional<List<String>> checks) {

    public PullRequestWish {
        labels = List.copyOf(labels);
        checks = checks.map(List::copyOf);
    }
}
