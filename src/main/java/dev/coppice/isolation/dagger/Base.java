package dev.coppice.isolation.dagger;

import dev.coppice.isolation.container.ImageName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What a command's container is made of. */
sealed interface Base {

    /** A name that the engine fetches by itself. */
    record Named(String name) implements Base {}

    /** A file with an OCI image in it. */
    record Archive(Path file) implements Base {}

    /** The image cannot be had, and why. */
    record Lacking(String reason) implements Base {}

    /** How long the engine may take to read a file. */
    Duration LIMIT = Duration.ofMinutes(5);

    static Base of(String words) {
        return switch (ImageName.of(words)) {
            case ImageName.Malformed(var reason) -> new Lacking(reason);
            case ImageName.Named(var name) -> new Named(name);
            case ImageName.Built _ ->
                new Lacking("execution mode dagger builds no image by a file: " + words
                        + "; build it, and name it, or its oci-archive");
            case ImageName.Archive(var file) -> archive(words, file);
        };
    }

    private static Base archive(String words, Path file) {
        if (!words.startsWith("oci-archive:")) {
            return new Lacking("execution mode dagger reads no docker-archive, but an oci-archive: " + words);
        }
        return Files.isReadable(file) && Files.isRegularFile(file)
                ? new Archive(file)
                : new Lacking("there is no image in " + file);
    }

    default Optional<String> objection() {
        return this instanceof Lacking(var reason) ? Optional.of(reason) : Optional.empty();
    }
}
