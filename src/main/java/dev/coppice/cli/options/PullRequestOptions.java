package dev.coppice.cli.options;

import dev.coppice.forge.MergeMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that ask for a pull request. */
public final class PullRequestOptions {

    @Option(
            names = "--pull-request",
            description =
                    "Opens a pull request for the completed result at the forge that --push leads to, or the remote"
                            + " origin; the forge must be configured.")
    boolean isAsked;

    @Option(
            names = "--pull-request-title",
            paramLabel = "TITLE",
            defaultValue = "",
            description = "Default: the plan's name.")
    String title = "";

    @Option(
            names = "--pull-request-base",
            paramLabel = "BRANCH",
            defaultValue = "",
            description = "The branch that is to get the result. Default: the one that the plan starts from.")
    String base = "";

    @Option(names = "--pull-request-draft", description = "Opens it as a draft.")
    boolean isDraft;

    @Option(
            names = "--pull-request-label",
            paramLabel = "LABEL",
            description = "A label for it; may be given several times.")
    List<String> labels = new ArrayList<>();

    @Option(
            names = "--pull-request-merge",
            paramLabel = "METHOD",
            defaultValue = "",
            description = "squash, merge or rebase: merges it once every check has passed and the forge allows it."
                    + " Default: that is left to people.")
    String merge = "";

    @Option(
            names = "--pull-request-check",
            paramLabel = "NAME",
            description =
                    "A check that must pass before it is merged; may be given several times. Default: all that are reported.")
    List<String> checks = new ArrayList<>();

    @Option(names = "--delete-branch", description = "Deletes the pushed branch once the pull request is merged.")
    boolean deletesBranch;

    /** What is wrong with them. */
    public Optional<String> objection() {
        if (!isAsked && !pullRequest().equals(RunPullRequest.NONE)) {
            return Optional.of("what is said of a pull request goes with --pull-request");
        }
        return merge.isEmpty() || MergeMethod.of(merge).isPresent()
                ? Optional.empty()
                : Optional.of("--pull-request-merge must be squash, merge or rebase");
    }

    public RunPullRequest pullRequest() {
        return new RunPullRequest(isAsked, title, base, isDraft, labels, merge, deletesBranch, checks);
    }
}
