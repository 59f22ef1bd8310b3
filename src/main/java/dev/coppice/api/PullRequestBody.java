package dev.coppice.api;

import dev.coppice.submission.PullRequestAsk;
import java.util.Optional;
import java.util.Set;

/** The field {@code pull_request} of a start request: true, or an object that says more. */
final class PullRequestBody {

    private static final Set<String> FIELDS =
            Set.of("title", "base", "draft", "labels", "merge", "delete_branch", "checks");

    private PullRequestBody() {}

    static Optional<PullRequestAsk> of(JsonFields request) {
        return request.part("pull_request", FIELDS).map(PullRequestBody::ask);
    }

    private static PullRequestAsk ask(JsonFields fields) {
        var merge = fields.textOrFlag("merge").orElse("false");
        return new PullRequestAsk(
                fields.text("title"),
                fields.text("base"),
                fields.flag("draft"),
                fields.texts("labels"),
                !merge.equals("false"),
                Optional.of(merge).filter(word -> !word.equals("false") && !word.equals("true")),
                fields.flag("delete_branch"),
                fields.texts("checks"));
    }
}
