package dev.coppice.git;

import java.util.Optional;

/**
 * A file that differs between two commits.
 *
 * @param path its name, in the later commit unless it is gone there; bytes that are no text are shown as U+FFFD
 * @param oldPath under which the earlier commit has it; empty unless it was renamed
 * @param added how many lines have come, and {@code deleted} how many have gone; 0 of a binary file
 */
public record ChangedFile(
        String path, Optional<String> oldPath, Change change, int added, int deleted, boolean isBinary) {

    /** What became of it. */
    public enum Change {
        ADDED,
        MODIFIED,
        DELETED,
        RENAMED,
        /** A file has become a link or a submodule, or the other way round. */
        TYPE_CHANGED;

        /** Of git's letter. */
        static Change of(char letter) {
            return switch (letter) {
                case 'A' -> ADDED;
                case 'D' -> DELETED;
                case 'R' -> RENAMED;
                case 'T' -> TYPE_CHANGED;
                default -> MODIFIED;
            };
        }
    }
}
