package dev.coppice.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Is there room for worktrees and a database?
 *
 * @param needed tells the bytes without which no task is claimed
 */
record DiskExamination(Path home, LongSupplier needed) implements Examination {

    private static final long MEGABYTE = 1 << 20;
    private static final long LEAST = 200 * MEGABYTE;

    @Override
    public String name() {
        return "disk";
    }

    @Override
    public List<Finding> look() throws IOException {
        var place = NearestFolder.of(home);
        return List.of(judge(Files.getFileStore(place).getUsableSpace(), needed.getAsLong(), place));
    }

    Finding judge(long free, long least, Path place) {
        var found = free / MEGABYTE + " MB free at " + place;
        if (free < LEAST) {
            return Finding.error(
                    name(), found, "make room: `coppice cleanup --dry-run` shows what Coppice can give back");
        }
        return free < least
                ? Finding.error(
                        name(),
                        found + ", and no task is claimed with less than " + least / MEGABYTE + " MB",
                        "make room, or set coppice.worktree.min-free lower: every worker has a worktree of its own")
                : Finding.ok(name(), found);
    }
}
