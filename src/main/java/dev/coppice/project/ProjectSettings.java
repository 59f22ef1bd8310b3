package dev.coppice.project;

import java.util.List;
import java.util.Objects;

/** What a repository asks for; it is fixed when a plan is submitted, and nothing that an agent writes changes it. */
public record ProjectSettings(WorktreeSettings worktree, VerificationSettings verification, PromptSettings prompt) {

    public ProjectSettings {
        // What was stored before prompts had settings has none.
        prompt = Objects.requireNonNullElseGet(prompt, PromptSettings::usual);
    }

    /** The same with more commands in the gate, after those that are there. */
    public ProjectSettings alsoGating(List<String> commands) {
        return new ProjectSettings(worktree, verification.alsoGating(commands), prompt);
    }

    /** The same where a plan says this of the whole. */
    public ProjectSettings about(String context) {
        return new ProjectSettings(worktree, verification, new PromptSettings(prompt.template(), context));
    }

    /** Of a repository that asks for nothing. */
    public static ProjectSettings usual() {
        return new ProjectSettings(WorktreeSettings.usual(), VerificationSettings.usual(), PromptSettings.usual());
    }
}
