package dev.coppice.isolation.dagger;

import dev.coppice.git.GitRepository;
import dev.coppice.isolation.BuildFolder;
import dev.coppice.isolation.ImageName;
import dev.coppice.task.CommitId;
import java.io.IOException;
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

    /** Files of the repository, by one of which the engine builds the image; they are not on the disk yet. */
    record ToBuild(BuildFolder from) implements Base {}

    /** The same, once they lie in a folder of this host. */
    record Built(Path folder, String file) implements Base {}

    /** The image cannot be had, and why. */
    record Lacking(String reason) implements Base {}

    /** How long the engine may take to read a file, or to fetch or build an image. */
    Duration LIMIT = Duration.ofMinutes(15);

    /** What the words mean; files of the repository are as the commit has them. */
    static Base of(String words, GitRepository repository, CommitId commit) {
        return switch (ImageName.of(words)) {
            case ImageName.Malformed(var reason) -> new Lacking(reason);
            case ImageName.Named(var name) -> new Named(name);
            case ImageName.Built(var path) ->
                BuildFolder.of(repository, commit, path)
                        .<Base>map(ToBuild::new)
                        .orElseGet(() -> new Lacking(BuildFolder.missing(commit, path)));
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

    /** The same with all that an engine has to read on the disk, in this folder if anything has to be written. */
    default Base ready(Path stage) throws IOException {
        return this instanceof ToBuild(var from) ? new Built(from.writeTo(stage.resolve("image")), from.file()) : this;
    }

    default Optional<String> objection() {
        return this instanceof Lacking(var reason) ? Optional.of(reason) : Optional.empty();
    }
}
