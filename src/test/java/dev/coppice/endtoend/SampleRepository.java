package dev.coppice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A user's repository, driven by the real git as its user would. */
public final class SampleRepository {

    private final Path folder;

    private SampleRepository(Path folder) {
        this.folder = folder;
    }

    /** One commit on main, with a file that tasks may edit. */
    public static SampleRepository in(Path folder) {
        var repository = new SampleRepository(folder);
        try {
            Files.createDirectories(folder);
            repository.git("init", "-q", "-b", "main");
            repository.git("config", "user.name", "A User");
            repository.git("config", "user.email", "user@example.org");
            repository.write("README.md", "# Sample\n");
            repository.write("shared.txt", "one\ntwo\nthree\n");
            repository.git("add", "-A");
            repository.git("commit", "-qm", "Begin");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return repository;
    }

    public Path folder() {
        return folder;
    }

    public Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs git and gives its output without the last line break; fails the test if git fails. */
    public String git(String... arguments) {
        var command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(arguments));
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as("%s: %s", command, output).isZero();
            return output.stripTrailing();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The subjects on the result's first-parent chain above the base, oldest first. */
    List<String> landed(String resultBranch) {
        var log = git("log", "--first-parent", "--reverse", "--format=%s", "main.." + resultBranch);
        return log.isEmpty() ? List.of() : log.lines().toList();
    }

    String show(String revision, String path) {
        return git("show", revision + ":" + path);
    }

    /** All that belongs to the user: branches and other refs outside Coppice's, HEAD, index, stash, status, config. */
    String whatIsTheUsers() {
        try (Stream<String> refs = git("for-each-ref").lines()) {
            var own = refs.filter(line -> !line.contains("refs/coppice/") && !line.contains("refs/heads/coppice/"))
                    .toList();
            return String.join(
                    "\n",
                    String.join("\n", own),
                    git("rev-parse", "HEAD"),
                    git("symbolic-ref", "HEAD"),
                    git("ls-files", "--stage"),
                    git("status", "--porcelain", "--ignored"),
                    git("config", "--local", "--list"),
                    git("stash", "list"));
        }
    }
}
