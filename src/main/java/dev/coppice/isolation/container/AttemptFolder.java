package dev.coppice.isolation.container;

import dev.coppice.files.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one attempt's containers need on the host, and by which a successor of this process knows of them: a folder of each container's
 * name is there before the container is, and goes after it. Nothing in a container reaches the folder itself.
 */
record AttemptFolder(Path path) {

    private static final String ENGINE = "engine";

    /** Makes it, with the engine's words for whoever has to remove what is left. */
    static AttemptFolder make(Path parent, String attempt, Engine engine) throws IOException {
        var folder = new AttemptFolder(parent.resolve(attempt));
        Files.createDirectories(parent, ownerOnly());
        FileTree.delete(folder.path);
        Files.createDirectory(folder.path, ownerOnly());
        var lines = Stream.concat(Stream.of(engine.kind().name()), engine.words().stream())
                .toList();
        Files.write(folder.path.resolve(ENGINE), lines);
        return folder;
    }

    /** Those that are there. */
    static List<AttemptFolder> in(Path parent) throws IOException {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (var folders = Files.list(parent)) {
            return folders.filter(Files::isDirectory).map(AttemptFolder::new).toList();
        }
    }

    /** The engine that it was made for. */
    Engine engine() throws IOException {
        var lines = Files.readAllLines(path.resolve(ENGINE));
        return new Engine(Engine.Kind.valueOf(lines.getFirst()), lines.subList(1, lines.size()));
    }

    /** The containers that may be there. */
    List<String> containers() throws IOException {
        try (var folders = Files.list(path)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .filter(name -> name.startsWith(CommandFolder.PREFIX))
                    .toList();
        }
    }

    void remove() throws IOException {
        FileTree.delete(path);
    }

    static FileAttribute<?> ownerOnly() {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    }
}
