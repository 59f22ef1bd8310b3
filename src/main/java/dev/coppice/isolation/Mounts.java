package dev.coppice.isolation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What there is to see in a sandbox, in the order in which it is laid out: what comes later covers what came before.
 *
 * <p>Places within a folder that earlier commands of the attempt could write to are laid out only where no link of theirs is on the way:
 * bubblewrap would follow it, out of the sandbox that it is about to make.
 */
final class Mounts {

    private final List<String> options = new ArrayList<>();
    private final List<Mount> mounts = new ArrayList<>();

    /** Something of the host's at a place; of an empty folder there is no source. */
    private record Mount(Path at, Optional<Path> source, boolean isWritable) {}

    List<String> options() {
        return List.copyOf(options);
    }

    /** At its own path; nothing if there is no such thing. */
    Mounts readOnly(Path path) throws IOException {
        return readOnly(path, path);
    }

    Mounts readOnly(Path path, Path at) throws IOException {
        return Files.exists(path) ? add("--ro-bind", path, at, false) : this;
    }

    Mounts writable(Path path) throws IOException {
        return writable(path, path);
    }

    Mounts writable(Path path, Path at) throws IOException {
        return Files.exists(path) ? add("--bind", path, at, true) : this;
    }

    /** An empty folder, in memory. */
    Mounts empty(Path at) throws IOException {
        refuseLinksOnTheWayTo(at);
        options.addAll(List.of("--tmpfs", at.toString()));
        mounts.add(new Mount(at, Optional.empty(), false));
        return this;
    }

    /** A folder of the host's, or where the host has a link, that link. */
    Mounts asOnHost(Path path) throws IOException {
        return Files.isSymbolicLink(path) ? link(Files.readSymbolicLink(path), path) : readOnly(path);
    }

    /** A link that leads to the target. */
    Mounts link(Path target, Path at) throws IOException {
        refuseLinksOnTheWayTo(at);
        return with("--symlink", target.toString(), at.toString());
    }

    Mounts with(String... more) {
        options.addAll(List.of(more));
        return this;
    }

    /** Whether a folder above it, or itself, is there as on the host. */
    boolean shows(Path path) {
        return above(path)
                .filter(mount -> mount.source().equals(Optional.of(mount.at())) && Files.isDirectory(mount.at()))
                .isPresent();
    }

    private Mounts add(String option, Path path, Path at, boolean isWritable) throws IOException {
        refuseLinksOnTheWayTo(at);
        options.addAll(List.of(option, path.toString(), at.toString()));
        mounts.add(new Mount(at, Optional.of(path), isWritable));
        return this;
    }

    /** What lies at the place, or at the nearest one above it; of several, the last. */
    private Optional<Mount> above(Path place) {
        return mounts.reversed().stream()
                .filter(mount -> place.startsWith(mount.at()))
                .max(Comparator.comparingInt(mount -> mount.at().getNameCount()));
    }

    private void refuseLinksOnTheWayTo(Path at) throws IOException {
        var mount = above(at).filter(Mount::isWritable);
        if (mount.isEmpty() || mount.get().at().equals(at)) {
            return;
        }
        var place = mount.get().source().orElseThrow();
        for (var name : mount.get().at().relativize(at)) {
            place = place.resolve(name);
            if (Files.isSymbolicLink(place)) {
                throw new IOException("somebody has put a link at " + place);
            }
            if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
                return;
            }
        }
    }
}
