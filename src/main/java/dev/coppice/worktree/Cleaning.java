package dev.coppice.worktree;

import dev.coppice.git.Git;
import dev.coppice.project.CleanPolicy;

/** What a checkout removes besides changed files. */
public enum Cleaning {
    /** All that git does not track, so that the directory holds exactly the tree. */
    EVERYTHING("-ffdxq"),
    /** Untracked files but not ignored ones, so that installed dependencies and build caches stay; says what it removes. */
    KEEP_IGNORED("-ffd");

    /** Rules of ignoring are files too, and with each that goes others may come to light. */
    private static final int ROUNDS = 10;

    private final String flags;

    Cleaning(String flags) {
        this.flags = flags;
    }

    /** What a repository's policy comes to. */
    static Cleaning by(CleanPolicy policy) {
        return switch (policy) {
            case EVERYTHING -> EVERYTHING;
            case UNTRACKED -> KEEP_IGNORED;
        };
    }

    /** Cleans the working tree of a git that knows it; afterwards nothing is left there that could become part of a commit. */
    void clean(Git git) {
        switch (this) {
            case EVERYTHING -> git.demand("clean", flags);
            case KEEP_IGNORED -> {
                int round = 1;
                while (!git.demand("clean", round <= ROUNDS ? flags : EVERYTHING.flags)
                        .isEmpty()) {
                    round++;
                }
            }
        }
    }
}
