package dev.coppice.project;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a repository wants its pull requests, if somebody asks for one. Nothing here opens or merges any: who can commit may not do that
 * with the operator's token.
 *
 * @param mergeMethod the word for it, used where a request says only that it is to be merged; null if there is none
 * @param checks the names of those that must have passed; null: all that are reported
 */
public record PullRequestSettings(
        boolean draft,
        List<String> labels,
        @Nullable String mergeMethod,
        boolean deleteBranch,
        @Nullable List<String> checks) {

    public PullRequestSettings {
        labels = List.copyOf(labels);
        checks = checks == null ? null : List.copyOf(checks);
    }

    /** Of a repository that says nothing about it. */
    public static PullRequestSettings usual() {
        return new PullRequestSettings(false, List.of(), null, false, null);
    }
}
