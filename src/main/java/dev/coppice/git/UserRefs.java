package dev.coppice.git;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Every ref that is not Coppice's and where it points, by name. Read from the files without a process, where refs lie in files; else asked
 * of git.
 */
final class UserRefs {

    private static final String SYMBOLIC = "ref: ";

    /** More than any ref needs, less than an agent could fill memory with. */
    private static final int LONGEST = 4096;

    private final Path commonDirectory;
    private final Map<String, String> found = new TreeMap<>();

    private UserRefs(Path commonDirectory) {
        this.commonDirectory = commonDirectory;
    }

    static Map<String, String> read(Git git, Path commonDirectory) {
        var refs = new UserRefs(commonDirectory);
        try {
            if (Files.exists(commonDirectory.resolve("reftable"))) {
                refs.ask(git);
            } else {
                refs.readFiles();
            }
        } catch (IOException e) {
            // The user's git may be packing refs or deleting folders just now; git knows how to read them then.
            refs.found.clear();
            refs.ask(git);
        }
        refs.found.keySet().removeIf(UserRefs::isOurs);
        return refs.found;
    }

    private static boolean isOurs(String ref) {
        return ref.startsWith(ExecutionRefs.PRIVATE) || ref.startsWith(ExecutionRefs.BRANCHES);
    }

    private void ask(Git git) {
        git.demand("for-each-ref", "--format=%(refname) %(objectname)").lines().forEach(line -> {
            int space = line.lastIndexOf(' ');
            found.put(line.substring(0, space), line.substring(space + 1));
        });
    }

    /** Single files first, as git does: a ref that is packed meanwhile is then found in the pack. */
    private void readFiles() throws IOException {
        Files.walkFileTree(
                commonDirectory.resolve("refs"),
                Set.of(FileVisitOption.FOLLOW_LINKS),
                Integer.MAX_VALUE,
                new Looking());
        readPacked();
        found.replaceAll((_, value) ->
                value.startsWith(SYMBOLIC) ? found.getOrDefault(value.substring(SYMBOLIC.length()), value) : value);
    }

    private void readPacked() throws IOException {
        try (var lines = Files.lines(commonDirectory.resolve("packed-refs"), StandardCharsets.ISO_8859_1)) {
            lines.filter(line -> !line.startsWith("#") && !line.startsWith("^"))
                    .map(line -> line.split(" ", 2))
                    .filter(part -> part.length == 2)
                    .forEach(part -> found.putIfAbsent(part[1], part[0]));
        } catch (NoSuchFileException e) {
            // None is packed.
        }
    }

    /** Passes by Coppice's own, of which there may be thousands. */
    private final class Looking extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return isOurs(name(folder) + "/") ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (Files.isRegularFile(file) && !file.toString().endsWith(".lock")) {
                found.put(name(file), value(file));
            }
            return FileVisitResult.CONTINUE;
        }

        private String value(Path file) throws IOException {
            try {
                return Files.size(file) > LONGEST
                        ? "no ref"
                        : Files.readString(file).strip();
            } catch (MalformedInputException e) {
                return "no ref";
            }
        }

        private String name(Path place) {
            return commonDirectory.relativize(place).toString();
        }
    }
}
