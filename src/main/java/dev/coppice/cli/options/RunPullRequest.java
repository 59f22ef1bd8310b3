package dev.coppice.cli.options;

import dev.coppice.submission.PullRequestAsk;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The pull request that a command line asks for; what is empty is as the repository has it.
 *
 * @param asked false: there is to be none, and nothing else here counts
 */
public record RunPullRequest(
        boolean asked,
        String title,
        String base,
        boolean draft,
        List<String> labels,
        String merge,
        boolean deleteBranch,
        List<String> checks) {

    public static final RunPullRequest NONE = new RunPullRequest(false, "", "", false, List.of(), "", false, List.of());

    public RunPullRequest {
        labels = List.copyOf(labels);
        checks = List.copyOf(checks);
    }

    /** As a submission takes it. */
    public Optional<PullRequestAsk> ask() {
        return Optional.of(this)
                .filter(RunPullRequest::asked)
                .map(_ -> new PullRequestAsk(
                        said(title),
                        said(base),
                        Optional.of(draft).filter(wanted -> wanted),
                        said(labels),
                        !merge.isEmpty(),
                        said(merge),
                        Optional.of(deleteBranch).filter(wanted -> wanted),
                        said(checks)));
    }

    private static Optional<String> said(String text) {
        return Optional.of(text).filter(words -> !words.isEmpty());
    }

    private static Optional<List<String>> said(List<String> texts) {
        return Optional.of(texts).filter(list -> !list.isEmpty());
    }

    /** As the API takes it. */
    public void writeTo(Map<String, Object> body) {
        ask().ifPresent(ask -> {
            var fields = new HashMap<String, Object>();
            ask.title().ifPresent(text -> fields.put("title", text));
            ask.base().ifPresent(name -> fields.put("base", name));
            ask.draft().ifPresent(wanted -> fields.put("draft", wanted));
            ask.labels().ifPresent(names -> fields.put("labels", names));
            ask.merge().ifPresent(method -> fields.put("merge", method));
            ask.deleteBranch().ifPresent(deletes -> fields.put("delete_branch", deletes));
            ask.checks().ifPresent(names -> fields.put("checks", names));
            body.put("pull_request", fields);
        });
    }
}
