package dev.coppice.isolation;

import dev.coppice.git.TestRepository;
import dev.coppice.process.Capture;
import dev.coppice.process.Command;
import dev.coppice.process.Launcher;
import dev.coppice.process.ProcessResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A user's repository with two worktrees in a data folder, as attempts have them, and a user's home; whatever is tried in the first of
 * them is tried by the same shell text and in the same environment behind the wall and without one.
 */
final class ASandboxedWorktree {

    static final String SECRET = "this-is-nobody-elses-business";

    private static final Duration LIMIT = Duration.ofSeconds(30);

    final Path folder;
    final TestRepository user;
    final Path worktree;
    final Path otherWorktree;
    final TestSandbox sandbox;

    ASandboxedWorktree(Path folder) {
        this.folder = real(folder);
        this.user = TestRepository.create(this.folder.resolve("repository"));
        this.sandbox = TestSandbox.of(user.directory(), this.folder);
        this.worktree = worktree("1");
        this.otherWorktree = worktree("2");
        write(otherWorktree.resolve("secret"), SECRET);
        write(sandbox.user().resolve(".ssh/id"), SECRET);
        write(sandbox.data().resolve("token"), SECRET);
        write(temporary().resolve("own"), "");
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path worktree(String name) {
        var place = sandbox.data().resolve("worktrees").resolve(name);
        user.git("worktree", "add", "-q", "--detach", place.toString());
        return place;
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path temporary() {
        return sandbox.data().resolve("tmp").resolve("1");
    }

    /** How a command ended, and what it printed. */
    record Ended(int code, String output) {

        boolean succeeded() {
            return code == 0;
        }
    }

    /** What the command finds in its environment on both sides. */
    Map<String, String> environment() {
        return environment(Map.of());
    }

    private Map<String, String> environment(Map<String, String> more) {
        var environment = new HashMap<>(more);
        environment.put("PATH", System.getenv("PATH"));
        environment.put("HOME", sandbox.user().toString());
        environment.put("TMPDIR", temporary().toString());
        environment.put("FOLDER", folder.toString());
        environment.put("DATA", sandbox.data().toString());
        environment.put("OTHER", otherWorktree.toString());
        return environment;
    }

    /** In the usual sandbox. */
    Ended inside(String script, Map<String, String> variables) {
        return inside(script, variables, sandbox.forChecks());
    }

    Ended inside(String script) {
        return inside(script, Map.of());
    }

    Ended inside(String script, Map<String, String> variables, Launcher launcher) {
        var output = new Capture(1 << 20);
        var command = new Command(List.of("bash", "-c", script), worktree, environment(variables), "", LIMIT);
        return switch (launcher.launch(command, output, output).await()) {
            case ProcessResult.Exited(int code, var _) -> new Ended(code, output.text());
            case ProcessResult.TimedOut _, ProcessResult.Stopped _, ProcessResult.Exceeded _ ->
                throw new AssertionError(output.text());
            case ProcessResult.NotStarted(var reason) -> throw new AssertionError(reason);
        };
    }

    /** With nothing around it. */
    Ended outside(String script, Map<String, String> variables) {
        try {
            var builder = new ProcessBuilder("bash", "-c", script)
                    .directory(worktree.toFile())
                    .redirectErrorStream(true);
            builder.environment().clear();
            builder.environment().putAll(environment(variables));
            var process = builder.start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("still running: " + output);
            }
            return new Ended(process.exitValue(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
