package dev.coppice.project;

import java.util.List;

/** What a repository asks for; it is fixed when a plan is submitted, and nothing that an agent writes changes it. */
public record ProjectSettings(WorktreeSettings worktree, VerificationSettings verification) {

    /** The same with more commands in the gate, after those that are there. */
    public ProjectSettings alsoGating(List<String> commands) {
        return new ProjectSettings(worktree, verification.alsoGating(commands));
    }

    /** Of a repository that asks for nothing. */
    public static ProjectSettings usual() {
        return new ProjectSettings(WorktreeSettings.usual(), VerificationSettings.usual());
    }
}
