package dev.coppice.maintenance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
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

    void delete() throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
