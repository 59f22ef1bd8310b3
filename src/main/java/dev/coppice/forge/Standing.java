package dev.coppice.forge;

import java.util.List;

/**
 * How a request stands.
 *
 * @param checks all that have been reported for its commit; empty for a request that is not open
 */
public record Standing(PullRequest request, Mergeability mergeability, List<Check> checks) {

    public Standing {
        checks = List.copyOf(checks);
    }

    /** What the forge itself says about merging, checks that it requires included. */
    public sealed interface Mergeability {

        record Mergeable() implements Mergeability {}

        /** It is still working that out. */
        record Unknown() implements Mergeability {}

        /** Not as long as nobody does something about it, a check or a person. */
        record NotYet(String reason) implements Mergeability {}

        /** Not unless the branches change, which Coppice does not do. */
        record Never(String reason) implements Mergeability {}
    }
}
