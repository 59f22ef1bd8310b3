package dev.coppice.worktree;

/** What a checkout removes besides changed files. */
public enum Cleaning {
    /** All that git does not track, so that the directory holds exactly the tree. */
    EVERYTHING("-ffdxq"),
    /** Untracked files but not ignored ones, so that installed dependencies and build caches stay. */
    KEEP_IGNORED("-ffdq");

    private final String flags;

    Cleaning(String flags) {
        this.flags = flags;
    }

    String flags() {
        return flags;
    }
}
