package dev.coppice.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Is there room for worktrees and a database? */
record DiskExamination(Path home) implements Examination {

    private static final long MEGABYTE = 1 << 20;
    private static final long COMFORTABLE = 1024 * MEGABYTE;
    private static final long LEAST = 200 * MEGABYTE;

    @Override
    public String name() {
        return "disk";
    }

    @Override
    public List<Finding> look() throws IOException {
        var place = NearestFolder.of(home);
        return List.of(judge(Files.getFileStore(place).getUsableSpace(), place));
    }

    Finding judge(long free, Path place) {
        var found = free / MEGABYTE + " MB free at " + place;
        if (free < LEAST) {
            return Finding.error(
                    name(), found, "make room: `coppice cleanup --dry-run` shows what Coppice can give back");
        }
        return free < COMFORTABLE
                ? Finding.warning(name(), found, "make room: every worker has a worktree of its own")
                : Finding.ok(name(), found);
    }
}
