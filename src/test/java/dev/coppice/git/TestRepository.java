package dev.coppice.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.coppice.task.CommitId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A real repository as a user has it, and the user's own git on it. */
public final class TestRepository {

    private final Path directory;

    private TestRepository(Path directory) {
        this.directory = directory;
    }

    /** Makes a repository with one commit on {@code main}: the files {@code a.txt}, {@code src/b.txt} and a {@code .gitignore}. */
    public static TestRepository create(Path directory, String... initOptions) {
        var repository = new TestRepository(directory);
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var line = new ArrayList<>(List.of("init", "-q", "-b", "main"));
        line.addAll(List.of(initOptions));
        repository.git(line.toArray(String[]::new));
        repository.git("config", "user.name", "User");
        repository.git("config", "user.email", "user@example.org");
        repository.write(".gitignore", "build/\n*.log\n");
        repository.write("a.txt", "one\ntwo\nthree\n");
        repository.write("src/b.txt", "bee\n");
        repository.commitAll("first");
        return repository;
    }

    /** A directory that is a repository already. */
    public static TestRepository at(Path directory) {
        return new TestRepository(directory);
    }

    public Path directory() {
        return directory;
    }

    /** Runs the user's git; its output, or an error if it fails. */
    public String git(String... arguments) {
        return git(directory, arguments);
    }

    /** Runs git somewhere else, as an agent does. */
    public static String git(Path where, String... arguments) {
        var line = new ArrayList<>(List.of("git"));
        line.addAll(List.of(arguments));
        return run(where, line);
    }

    /** Runs a line of shell, as an agent does. */
    public static String shell(Path where, String line) {
        return run(where, List.of("sh", "-ec", line));
    }

    private static String run(Path where, List<String> line) {
        try {
            var builder = new ProcessBuilder(line).directory(where.toFile()).redirectErrorStream(true);
            builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
            builder.environment()
                    .putAll(Map.of(
                            "GIT_AUTHOR_NAME", "Agent",
                            "GIT_AUTHOR_EMAIL", "agent@example.org",
                            "GIT_COMMITTER_NAME", "Agent",
                            "GIT_COMMITTER_EMAIL", "agent@example.org"));
            var process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(line + ": " + output);
            }
            return output.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public void write(String path, String text) {
        try {
            var file = directory.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public CommitId commitAll(String message) {
        git("add", "-A");
        git("commit", "-q", "-m", message);
        return head();
    }

    public CommitId head() {
        return new CommitId(git("rev-parse", "HEAD"));
    }

    public GitRepository open() {
        return switch (GitRepository.open(directory)) {
            case Opening.Opened(var repository) -> repository;
            case Opening.Refused(var reason) -> throw new AssertionError(reason);
        };
    }

    /** Everything of the user's that a run must leave alone, byte by byte: files, index, refs with their reflogs, stash, settings. */
    public Map<String, String> belongings() {
        var found = new TreeMap<String, String>();
        found.put("status", git("--no-optional-locks", "status", "--porcelain=v2", "--ignored"));
        found.put(
                "refs",
                git("for-each-ref", "--format=%(refname) %(objectname)")
                        .lines()
                        .filter(line -> !line.contains("coppice/"))
                        .toList()
                        .toString());
        var gitDirectory = Path.of(git("rev-parse", "--absolute-git-dir"));
        for (var name : List.of("index", "HEAD", "config.worktree", "logs/HEAD")) {
            found.put(name, contents(gitDirectory.resolve(name)));
        }
        var common = Path.of(git("rev-parse", "--path-format=absolute", "--git-common-dir"));
        for (var name : List.of("config", "info/exclude", "info/attributes")) {
            found.put(name, contents(common.resolve(name)));
        }
        files(common.resolve("logs/refs"))
                .forEach(log -> found.put(common.relativize(log).toString(), contents(log)));
        files(common.resolve("hooks")).forEach(hook -> found.put("hook " + hook.getFileName(), contents(hook)));
        found.put(
                "times",
                trackedFiles().stream().map(TestRepository::time).toList().toString());
        return found;
    }

    private List<Path> trackedFiles() {
        return Stream.of(git("ls-files", "-z").split("\0", -1))
                .filter(name -> !name.isEmpty())
                .map(directory::resolve)
                .toList();
    }

    private static String time(Path file) {
        try {
            return Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                    ? Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toString()
                    : "gone";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("coppice/")
                            && !file.toString().endsWith(".sample"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String contents(Path file) {
        try {
            return Files.exists(file)
                    ? new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1)
                    : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
