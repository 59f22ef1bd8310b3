package dev.coppice.project;

import java.util.List;
import java.util.Objects;

/** What a repository asks for; it is fixed when a plan is submitted, and nothing that an agent writes changes it. */
public record ProjectSettings(
        WorktreeSettings worktree,
        VerificationSettings verification,
        PromptSettings prompt,
        PullRequestSettings pullRequest) {

    public ProjectSettings {
        // What was stored before there were settings for these has none.
        prompt = Objects.requireNonNullElseGet(prompt, PromptSettings::usual);
        pullRequest = Objects.requireNonNullElseGet(pullRequest, PullRequestSettings::usual);
    }

    /** The same with more commands in the gate, after those that are there. */
    public ProjectSettings alsoGating(List<String> commands) {
        return new ProjectSettings(worktree, verification.alsoGating(commands), prompt, pullRequest);
    }

    /** The same where a plan says this of the whole. */
    public ProjectSettings about(String context) {
        return new ProjectSettings(worktree, verification, new PromptSettings(prompt.template(), context), pullRequest);
    }

    /** Of a repository that asks for nothing. */
    public static ProjectSettings usual() {
        return new ProjectSettings(
                WorktreeSettings.usual(),
                VerificationSettings.usual(),
                PromptSettings.usual(),
                PullRequestSettings.usual());
    }
}
