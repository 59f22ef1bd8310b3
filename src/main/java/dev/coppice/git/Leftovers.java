package dev.coppice.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a fetch into a clone of Coppice's leaves when it is killed: locks of refs that only fetches write, and packs that were not complete.
 * What is older than a fetch may take is nobody's any more.
 */
record Leftovers(Path folder) {

    private static final String LOCK = ".lock";

    void remove(Duration longest) throws IOException {
        var oldest = Instant.now().minus(longest);
        for (var locks : List.of("refs/remotes", "refs/tags")) {
            remove(locks, name -> name.endsWith(LOCK), oldest);
        }
        remove("objects/pack", name -> name.startsWith("tmp_"), oldest);
        removeOld(folder.resolve("packed-refs" + LOCK), oldest);
        removeOld(folder.resolve("HEAD" + LOCK), oldest);
    }

    private void remove(String below, Predicate<String> which, Instant oldest) throws IOException {
        var place = folder.resolve(below);
        if (!Files.isDirectory(place)) {
            return;
        }
        try (Stream<Path> files = Files.walk(place)) {
            for (var file : files.filter(path -> which.test(path.getFileName().toString()))
                    .toList()) {
                removeOld(file, oldest);
            }
        }
    }

    private static void removeOld(Path file, Instant oldest) throws IOException {
        try {
            if (Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            // Whoever had it was alive, and is done with it.
        }
    }
}
