package dev.coppice.worktree;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * The room on one disk.
 *
 * @param least bytes that must be free
 * @param usable bytes that are
 */
record DiskRoom(Path place, long least, LongSupplier usable) {

    private static final long MEGABYTE = 1 << 20;

    private static final Pattern FULL = Pattern.compile("No space left on device|Disk quota exceeded|ENOSPC|disk full");

    static DiskRoom at(Path place, long least) {
        return new DiskRoom(place, least, () -> nearest(place).toFile().getUsableSpace());
    }

    /** What is to be made in a folder that is not there yet comes to lie on its parent's disk. */
    private static Path nearest(Path place) {
        var at = place.toAbsolutePath();
        while (!Files.exists(at) && at.getParent() != null) {
            at = at.getParent();
        }
        return at;
    }

    /** In bytes. */
    long free() {
        return usable.getAsLong();
    }

    boolean isShort() {
        return usable.getAsLong() < least;
    }

    /** Not the words alone: an agent's output must not choose how its failure counts. */
    boolean explains(String message) {
        return FULL.matcher(message).find() && isShort();
    }

    String words() {
        return usable.getAsLong() / MEGABYTE + " MB free at " + place + ", " + least / MEGABYTE
                + " MB are needed (coppice.worktree.min-free)";
    }
}
