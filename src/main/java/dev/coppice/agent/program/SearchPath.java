package dev.coppice.agent.program;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where programs are looked for: the folders of PATH, then those that are configured besides. */
public record SearchPath(String own, List<Path> besides) {

    private static final String STANDARD = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin";

    /** A folder besides that is not absolute is left out: it would be another one in every worktree. */
    public static SearchPath of(Map<String, String> environment, List<String> more) {
        String home = environment.getOrDefault("HOME", System.getProperty("user.home", ""));
        var besides = more.stream()
                .map(folder -> absolute(folder, home))
                .flatMap(Optional::stream)
                .toList();
        return new SearchPath(environment.getOrDefault("PATH", STANDARD), besides);
    }

    /** PATH as processes get it: the user's own first, then what it lacks. */
    public String text() {
        var known = List.of(own.split(":", -1));
        return Stream.concat(
                        Stream.of(own), besides.stream().map(Path::toString).filter(folder -> !known.contains(folder)))
                .collect(Collectors.joining(":"));
    }

    /** In order, each once; an entry of PATH that is relative is none of them, because a repository could put a program there. */
    public List<Path> folders() {
        return Stream.of(text().split(":", -1))
                .map(folder -> absolute(folder, ""))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    public Optional<Path> find(String program) {
        return folders().stream()
                .map(folder -> folder.resolve(program))
                .filter(SearchPath::isProgram)
                .findFirst();
    }

    public static boolean isProgram(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }

    /** The path, with {@code ~/} replaced; empty if it is not absolute then. */
    public static Optional<Path> absolute(String path, String home) {
        try {
            var full = path.startsWith("~/") ? Path.of(home, path.substring(2)) : Path.of(path);
            return Optional.of(full).filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
