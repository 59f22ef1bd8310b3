package dev.coppice.maintenance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder of ours with all that is in it; links are never followed. */
record OldFolder(Path path) {

    /** When anything in it was last changed. */
    Instant lastChange() throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            var last = Instant.MIN;
            for (var file : files.toList()) {
                var changed = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
                        .toInstant();
                last = changed.isAfter(last) ? changed : last;
            }
            return last;
        }
    }

    /** What its files hold together. */
    long bytes() throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            long sum = 0;
            for (var file : files.toList()) {
                var attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                sum += attributes.isRegularFile() ? attributes.size() : 0;
            }
            return sum;
        }
    }

    void delete() throws IOException {
        deleteSome(Integer.MAX_VALUE);
    }

    /** Deletes at most so many files and folders, itself last; answers how many it deleted. */
    int deleteSome(int most) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(path)) {
            int deleted = 0;
            for (var file : files.sorted(Comparator.reverseOrder()).limit(most).toList()) {
                deleted += Files.deleteIfExists(file) ? 1 : 0;
            }
            return deleted;
        }
    }
}
