package dev.coppice.isolation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What there is to see in a sandbox, in the order in which it is laid out: what comes later covers what came before. */
final class Mounts {

    private final List<String> options = new ArrayList<>();
    private final List<Path> shown = new ArrayList<>();

    List<String> options() {
        return List.copyOf(options);
    }

    /** At its own path; nothing if there is no such thing. */
    Mounts readOnly(Path path) {
        return readOnly(path, path);
    }

    Mounts readOnly(Path path, Path at) {
        return Files.exists(path) ? add("--ro-bind", path, at) : this;
    }

    Mounts writable(Path path) {
        return writable(path, path);
    }

    Mounts writable(Path path, Path at) {
        return Files.exists(path) ? add("--bind", path, at) : this;
    }

    /** An empty folder, in memory. */
    Mounts empty(Path at) {
        options.addAll(List.of("--tmpfs", at.toString()));
        return this;
    }

    /** A folder of the host, or whatever the host has a link for: that link. */
    Mounts asOnHost(Path path) {
        if (Files.isSymbolicLink(path)) {
            return link(path);
        }
        return readOnly(path);
    }

    /** The same link as on the host. */
    Mounts link(Path path) {
        try {
            options.addAll(List.of("--symlink", Files.readSymbolicLink(path).toString(), path.toString()));
        } catch (IOException e) {
            // It has just gone, and will not be missed more than on the host.
        }
        return this;
    }

    Mounts with(String... more) {
        options.addAll(List.of(more));
        return this;
    }

    /** Whether a folder above it, or itself, is there as on the host. */
    boolean shows(Path path) {
        return shown.stream().anyMatch(path::startsWith);
    }

    private Mounts add(String option, Path path, Path at) {
        options.addAll(List.of(option, path.toString(), at.toString()));
        if (path.equals(at) && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            shown.add(at);
        }
        return this;
    }
}
