package dev.coppice.isolation.container;

import dev.coppice.files.FileTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What goes into one container besides the work: its command's environment, as a file, because the engine would show what it is told of
 * variables to everybody who may ask it; and out of it the word that the command has been found and started.
 */
record CommandFolder(Path path) {

    static final String PREFIX = "coppice-";

    /**
     * The container's first process: runs the command as its child, because a first process ignores TERM, and reaps what is orphaned. The
     * subshell and the third descriptor keep its own remarks, such as "Killed", out of the output.
     */
    static final String FIRST_PROCESS = """
            exec 3>&2 2>/dev/null
            . "$1/environment"
            command -v "$2" >/dev/null || exit 127
            : >"$1/started"
            shift
            (exec "$@" 2>&3 3>&-)
            exit $?
            """;

    /** Asks the command to end, from within: its parent is the first process. Only what every shell has. */
    static final String ASK_TO_END = "read -r c </proc/1/task/1/children; kill -TERM $c";

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    static CommandFolder make(AttemptFolder attempt, String container, Map<String, String> environment)
            throws IOException {
        var folder =
                new CommandFolder(Files.createDirectory(attempt.path().resolve(container), AttemptFolder.ownerOnly()));
        var file = Files.createFile(
                folder.path.resolve("environment"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(file, script(environment).getBytes(StandardCharsets.UTF_8));
        return folder;
    }

    String container() {
        return path.getFileName().toString();
    }

    /** Whether the command itself was reached; else the engine, or the image, could not start it. */
    boolean hasStarted() {
        return Files.exists(path.resolve("started"), LinkOption.NOFOLLOW_LINKS);
    }

    void remove() throws IOException {
        FileTree.delete(path);
    }

    /** A shell cannot export what it has no name for. */
    private static String script(Map<String, String> environment) {
        return environment.entrySet().stream()
                .filter(variable -> VARIABLE.matcher(variable.getKey()).matches())
                .map(variable -> "export " + variable.getKey() + "='"
                        + variable.getValue().replace("'", "'\\''") + "'\n")
                .collect(Collectors.joining());
    }
}
