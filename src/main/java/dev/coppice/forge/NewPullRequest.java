package dev.coppice.forge;

import java.util.List;

/**
 * What a request is to say.
 *
 * @param head the short name of the branch to take
 * @param base the short name of the branch that is to get it
 * @param body Markdown
 */
public record NewPullRequest(
        String head, String base, String title, String body, boolean isDraft, List<String> labels) {

    public NewPullRequest {
        labels = List.copyOf(labels);
    }
}
