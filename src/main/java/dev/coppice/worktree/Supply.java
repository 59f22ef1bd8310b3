package dev.coppice.worktree;

/**
 * One file or folder of the user's checkout, which git ignores there, for a worktree.
 *
 * @param path below the top of both
 * @param manner how it gets there
 */
record Supply(String path, Manner manner) {

    enum Manner {
        COPY,
        /** Shared with the user and all tasks. */
        LINK
    }
}
