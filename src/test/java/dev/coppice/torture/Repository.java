package dev.coppice.torture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The user's repository in which everything lands, as plain git sees it. */
record Repository(Path directory) {

    /** Left by a git that was killed as it kept an attempt's work: each attempt has a ref of its own, so nobody ever waits for it. */
    private static final Pattern OF_ATTEMPT = Pattern.compile("/refs/coppice/[^/]+/task/[^/]+/\\d+\\.lock$");

    /** Stays; the operating system ends a lock on it with its holder. */
    private static final String TURNS = "/coppice-turn.lock";

    static Repository make(Path directory) throws IOException {
        var repository = new Repository(Files.createDirectories(directory).toRealPath());
        Files.writeString(repository.directory.resolve("README.md"), "# Tortured\n");
        repository.git("init", "-q", "-b", "main");
        repository.git("add", "-A");
        repository.git("-c", "user.name=A User", "-c", "user.email=user@example.org", "commit", "-qm", "Begin");
        return repository;
    }

    String head() throws IOException {
        return git("rev-parse", "HEAD").strip();
    }

    /** What the command prints, errors included. */
    String git(String... arguments) throws IOException {
        return run(directory, arguments);
    }

    private static String run(Path directory, String... arguments) throws IOException {
        var words = new ArrayList<>(List.of("git", "-C", directory.toString()));
        words.addAll(List.of(arguments));
        var process = new ProcessBuilder(words).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(words + ": " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        return output;
    }

    /** One line for each commit of a result since the beginning, oldest first: its name, its task, its attempt. */
    List<String> landings(String result) throws IOException {
        return git(
                        "log",
                        "--first-parent",
                        "--reverse",
                        "--format=%H %(trailers:key=Coppice-Task,valueonly,separator=)"
                                + " %(trailers:key=Coppice-Attempt,valueonly,separator=)",
                        "main.." + result)
                .lines()
                .toList();
    }

    /** The content of each file that tasks have written. */
    List<String> contents(String result) throws IOException {
        var files = git("ls-tree", "-r", "--name-only", result).lines().toList();
        var contents = new ArrayList<String>();
        for (var file : files) {
            contents.add(
                    file.startsWith("done/") ? git("show", result + ":" + file).strip() : file);
        }
        return contents;
    }

    /** Whatever ought not to be there once nobody works in it. */
    List<String> remains(Stream<Path> worktreeFolders) throws IOException {
        var remains = new ArrayList<String>();
        remains.addAll(files(directory.resolve(".git"), ".lock"));
        remains.removeIf(file -> file.endsWith(TURNS));
        remains.removeIf(file -> OF_ATTEMPT.matcher(file).find());
        var homes = worktreeFolders.toList();
        for (var entry : git("worktree", "list", "--porcelain").strip().split("\n\n", -1)) {
            var path = Path.of(entry.lines().findFirst().orElse("").replaceFirst("^worktree ", ""));
            boolean isOurs = homes.stream().anyMatch(path::startsWith) || path.equals(directory);
            if (!isOurs || entry.contains("\nprunable") || entry.contains("\nlocked")) {
                remains.add("unknown, prunable or locked worktree: " + entry.replace('\n', ' '));
            } else if (!run(path, "status", "--porcelain", "--ignored").isBlank()) {
                remains.add("not clean: " + path);
            }
        }
        remains.addAll(unknownEntries());
        var faults = git("fsck", "--no-dangling").lines().toList();
        faults.stream().map("git fsck: "::concat).forEach(remains::add);
        return remains;
    }

    /** Entries of worktrees that git itself no longer shows. */
    private List<String> unknownEntries() throws IOException {
        try (var entries = Files.list(directory.resolve(".git/worktrees"))) {
            return entries.filter(entry -> !Files.isRegularFile(entry.resolve("gitdir")))
                    .map(entry -> "an entry of no worktree: " + entry)
                    .toList();
        }
    }

    static List<String> files(Path folder, String ending) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .map(file -> "left over: " + file)
                    .toList();
        }
    }
}
