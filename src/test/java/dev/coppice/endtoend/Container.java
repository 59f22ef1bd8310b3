package dev.coppice.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The command line by which bubblewrap stands in for a node's container runtime: the system's programs and the image's files can be read and
 * nothing else is there, only volumes can be written, and the process has an ordinary user, no capabilities and no user namespaces.
 */
final class Container {

    private static final List<String> SYSTEM = List.of("/usr", "/bin", "/sbin", "/lib", "/lib64", "/lib32", "/etc");

    private final List<String> words = new ArrayList<>();

    Container(long user, long group) throws IOException {
        add("bwrap", "--die-with-parent", "--new-session", "--unshare-user", "--disable-userns");
        add("--unshare-pid", "--unshare-ipc", "--unshare-uts", "--cap-drop", "ALL", "--clearenv");
        add("--uid", Long.toString(user), "--gid", Long.toString(group));
        for (var place : SYSTEM) {
            var path = Path.of(place);
            if (Files.isSymbolicLink(path)) {
                add("--symlink", Files.readSymbolicLink(path).toString(), place);
            } else if (Files.isDirectory(path)) {
                add("--ro-bind", place, place);
            }
        }
        add("--proc", "/proc", "--dev", "/dev");
    }

    /** Why there can be none here; empty if there can. */
    static Optional<String> missing() {
        try {
            var trial = new Container(10_001, 10_001).line(List.of("true"));
            var process = new ProcessBuilder(trial).redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0
                    ? Optional.empty()
                    : Optional.of("bubblewrap makes no container here: " + said.strip());
        } catch (IOException e) {
            return Optional.of("no bubblewrap here: " + e.getMessage());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void add(String... more) {
        words.addAll(List.of(more));
    }

    Container readOnly(Path source, String place) {
        add("--ro-bind", source.toString(), place);
        return this;
    }

    Container writable(Path source, String place) {
        add("--bind", source.toString(), place);
        return this;
    }

    Container with(Map<String, String> variables) {
        variables.forEach((name, value) -> add("--setenv", name, value));
        return this;
    }

    /** In which that command is run, at the top of a root that cannot be written. */
    List<String> line(List<String> command) {
        var line = new ArrayList<>(words);
        line.addAll(List.of("--remount-ro", "/", "--chdir", "/", "--"));
        line.addAll(command);
        return line;
    }
}
