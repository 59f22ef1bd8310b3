package dev.coppice.integration;

import dev.coppice.git.ExecutionRefs;
import dev.coppice.git.GitFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/** Lock files that a killed git left beside the refs of one execution. */
final class StaleLocks {

    private StaleLocks() {}

    static void remove(Path commonDirectory, ExecutionRefs refs) {
        for (var prefix : List.of(ExecutionRefs.PRIVATE, ExecutionRefs.BRANCHES)) {
            var folder = commonDirectory.resolve(prefix + refs.execution());
            if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                removeBelow(folder);
            }
        }
    }

    private static void removeBelow(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(StaleLocks::isLock).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new GitFailure("removing stale locks below " + folder, String.valueOf(e));
        }
    }

    private static boolean isLock(Path file) {
        return String.valueOf(file.getFileName()).endsWith(".lock")
                && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }
}
