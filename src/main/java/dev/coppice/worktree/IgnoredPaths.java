package dev.coppice.worktree;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What git ignored in the user's checkout when an attempt began there: settings, secrets, installed packages. None of it becomes part of
 * a commit or is cleared away, whatever {@code .gitignore} says later.
 *
 * <p>Names are as {@link dev.coppice.git.GitAnswer#rawFields} gives them; a folder stands for all that is in it.
 */
record IgnoredPaths(Set<String> names) {

    IgnoredPaths {
        names = Collections.unmodifiableSet(new TreeSet<>(names));
    }

    static IgnoredPaths none() {
        return new IgnoredPaths(Set.of());
    }

    static IgnoredPaths read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return none();
        }
        String all = Files.readString(file, StandardCharsets.ISO_8859_1);
        return all.isEmpty() ? none() : new IgnoredPaths(Set.copyOf(Arrays.asList(all.split("\0"))));
    }

    void write(Path file) throws IOException {
        DurableFile.write(file, String.join("\0", names).getBytes(StandardCharsets.ISO_8859_1));
    }

    IgnoredPaths and(Collection<String> more) {
        var all = new TreeSet<>(names);
        more.forEach(name -> all.add(withoutSlash(name)));
        return new IgnoredPaths(all);
    }

    /** The recorded name that the path is, or lies in. */
    Optional<String> covering(String path) {
        String name = withoutSlash(path);
        for (int end = name.length(); end > 0; end = name.lastIndexOf('/', end - 1)) {
            if (names.contains(name.substring(0, end))) {
                return Optional.of(name.substring(0, end));
            }
        }
        return Optional.empty();
    }

    boolean cover(String path) {
        return covering(path).isPresent();
    }

    private static String withoutSlash(String name) {
        return name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    }
}
