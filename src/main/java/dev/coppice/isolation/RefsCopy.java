package dev.coppice.isolation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A repository's branches and tags in one file, as they are now. Coppice's own refs are left out: they are other attempts' work.
 */
final class RefsCopy {

    private static final String FILE = "packed-refs";
    private static final String OURS = "refs/coppice/";
    private static final String SYMBOLIC = "ref: ";

    private RefsCopy() {}

    /** Symbolic ones, such as a remote's HEAD, have files of their own. */
    static void write(Path common, Path copy) throws IOException {
        var refs = packed(common.resolve(FILE));
        var loose = common.resolve("refs");
        if (Files.isDirectory(loose)) {
            try (var files = Files.walk(loose)) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    take(common.relativize(file).toString(), file, copy, refs);
                }
            }
        }
        refs.keySet().removeIf(name -> name.startsWith(OURS));
        Files.writeString(
                copy.resolve(FILE),
                refs.entrySet().stream()
                        .map(ref -> ref.getValue() + " " + ref.getKey() + "\n")
                        .collect(Collectors.joining()));
    }

    private static Map<String, String> packed(Path file) throws IOException {
        var refs = new TreeMap<String, String>();
        if (Files.exists(file)) {
            try (var lines = Files.lines(file)) {
                lines.filter(line -> !line.startsWith("#") && !line.startsWith("^"))
                        .map(line -> line.split(" ", 2))
                        .filter(parts -> parts.length == 2)
                        .forEach(parts -> refs.put(parts[1], parts[0]));
            }
        }
        return refs;
    }

    /** A loose ref wins over a packed one. One that is just being written or deleted may be missing: so it would be a moment later. */
    private static void take(String name, Path file, Path copy, Map<String, String> refs) throws IOException {
        if (name.endsWith(".lock") || name.startsWith(OURS) || !Files.exists(file)) {
            return;
        }
        var value = Files.readString(file).strip();
        if (value.startsWith(SYMBOLIC)) {
            var target = copy.resolve(name);
            Files.createDirectories(target.getParent());
            Files.writeString(target, value + "\n");
        } else if (!value.isEmpty()) {
            refs.put(name, value);
        }
    }
}
