package dev.coppice.project;

/** What a repository asks for; it is fixed when a plan is submitted, and nothing that an agent writes changes it. */
public record ProjectSettings(WorktreeSettings worktree, VerificationSettings verification) {

    /** Of a repository that asks for nothing. */
    public static ProjectSettings usual() {
        return new ProjectSettings(WorktreeSettings.usual(), VerificationSettings.usual());
    }
}
