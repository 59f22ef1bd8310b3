package dev.coppice.submission;

import java.util.List;
import java.util.Optional;

/**
 * A pull request as somebody asks for it; what is not said is as the repository has it.
 *
 * @param base the short name of the branch that is to get the result; empty: the one that the plan starts from
 * @param merge the word for how it is to be merged; empty: it is not, unless {@code merges}
 * @param merges whether it is to be merged, in whatever way
 */
public record PullRequestAsk(
        Optional<String> title,
        Optional<String> base,
        Optional<Boolean> draft,
        Optional<List<String>> labels,
        boolean merges,
        Optional<String> merge,
        Optional<Boolean> deleteBranch,
        Optional<List<String>> checks) {

    /** As the repository has it, and for people to merge. */
    public static final PullRequestAsk PLAIN = new PullRequestAsk(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
}
