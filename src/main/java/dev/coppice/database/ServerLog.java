package dev.coppice.database;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;

/** The server's log file, kept small, and what was added to it since a start. */
record ServerLog(Path file, long from) {

    private static final long ROTATE_ABOVE = 4L << 20;
    private static final int LAST_LINES = 15;

    static ServerLog open(Path directory) throws IOException {
        Path file = directory.resolve("postgres.log");
        if (!Files.exists(file)) {
            Files.createFile(file, PrivateFiles.OWNER_ONLY_FILE);
        } else if (Files.size(file) > ROTATE_ABOVE) {
            Files.move(file, directory.resolve("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
            Files.createFile(file, PrivateFiles.OWNER_ONLY_FILE);
        }
        return new ServerLog(file, Files.size(file));
    }

    /** A port taken meanwhile, or the last children of a killed server: the next try may do. */
    boolean tellsOfSomethingPassing() throws IOException {
        return lines().stream()
                .anyMatch(
                        line -> line.contains("Address already in use") || line.contains("pre-existing shared memory"));
    }

    String lastLines() throws IOException {
        List<String> lines = lines();
        return lines.stream().skip(Math.max(0, lines.size() - LAST_LINES)).collect(Collectors.joining("\n"));
    }

    private List<String> lines() throws IOException {
        try (var channel = Files.newByteChannel(file)) {
            channel.position(from);
            var stream = Channels.newInputStream(channel);
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
