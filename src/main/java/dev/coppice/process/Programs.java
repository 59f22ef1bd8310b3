package dev.coppice.process;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Finds programs as a shell would, so that a missing one is known before any wall is put up around it. */
public final class Programs {

    private static final String STANDARD_PATH = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin";

    private Programs() {}

    /** The program of a command: on its environment's PATH, or from its directory if the name holds a slash. */
    public static Optional<Path> find(String program, Path directory, Map<String, String> environment) {
        String path = program.contains("/") ? "" : environment.getOrDefault("PATH", STANDARD_PATH);
        try {
            return Arrays.stream(path.split(":", -1))
                    .map(folder -> directory.toAbsolutePath().resolve(folder).resolve(program))
                    .filter(Programs::isProgram)
                    .findFirst();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** A tool of Coppice's own, on its own PATH or at the usual places. */
    static Optional<String> tool(String name) {
        return Arrays.stream(ownPath().split(":", -1))
                .filter(folder -> folder.startsWith("/"))
                .map(folder -> Path.of(folder, name))
                .filter(Programs::isProgram)
                .map(Path::toString)
                .findFirst();
    }

    static String ownPath() {
        return System.getenv().getOrDefault("PATH", "") + ":" + STANDARD_PATH;
    }

    private static boolean isProgram(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }
}
