package dev.coppice.forge;

import dev.coppice.task.CommitId;

/**
 * A request as the forge has it.
 *
 * @param url where people look at it; made from what is configured, not from what was answered
 * @param head where its branch is, as far as the forge has noticed
 */
public record PullRequest(int number, String url, State state, CommitId head, boolean isDraft) {

    public enum State {
        OPEN,
        MERGED,
        CLOSED
    }
}
