package dev.coppice.project;

import java.util.List;
import java.util.Optional;

/**
 * How a repository wants its pull requests, if somebody asks for one. Nothing here opens or merges any: who can commit may not do that
 * with the operator's token.
 *
 * @param mergeMethod the word for it, used where a request says only that it is to be merged
 * @param checks the names of those that must have passed; empty: all that are reported
 */
public record PullRequestSettings(
        boolean draft,
        List<String> labels,
        Optional<String> mergeMethod,
        boolean deleteBranch,
        Optional<List<String>> checks) {

    public PullRequestSettings {
        labels = List.copyOf(labels);
        checks = checks.map(List::copyOf);
    }

    /** Of a repository that says nothing about it. */
    public static PullRequestSettings usual() {
        return new PullRequestSettings(false, List.of(), Optional.empty(), false, Optional.empty());
    }
}
