package dev.coppice.isolation.container;

import dev.coppice.git.GitRepository;
import dev.coppice.git.Opening;
import dev.coppice.git.TestRepository;
import dev.coppice.process.Capture;
import dev.coppice.process.Command;
import dev.coppice.process.Launcher;
import dev.coppice.process.Limits;
import dev.coppice.process.ProcessResult;
import dev.coppice.process.RunningProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A repository, a worktree of it, and an attempt whose commands run in containers. */
final class AContainedWorktree {

    static final Duration LONG = Duration.ofMinutes(1);

    final TestRepository repository;
    final Path worktree;
    final Path scratch;
    final AttemptFolder attempt;
    final Launcher launcher;
    private final Capture output = new Capture(1 << 20);

    /** In an empty folder. */
    AContainedWorktree(Path folder, TestEngine engine, Map<String, String> settings) throws IOException {
        this(folder, engine, settings, Limits.none());
    }

    AContainedWorktree(Path folder, TestEngine engine, Map<String, String> settings, Limits limits) throws IOException {
        this(folder, TestEngine.engine(), engine.way(), engine.image(), settings, limits);
    }

    AContainedWorktree(Path folder, Engine engine, Way way, String image, Map<String, String> settings)
            throws IOException {
        this(folder, engine, way, image, settings, Limits.none());
    }

    private AContainedWorktree(
            Path folder, Engine engine, Way way, String image, Map<String, String> settings, Limits limits)
            throws IOException {
        repository = TestRepository.create(folder.resolve("a repository"));
        worktree = folder.resolve("worktrees").resolve("1");
        repository.git("worktree", "add", "-q", "--detach", worktree.toString());
        scratch = Files.createDirectories(folder.resolve("tmp").resolve("1"));
        attempt = AttemptFolder.make(folder.resolve("containers"), "an-attempt", engine);
        var of = new ContainerLauncher.Attempt(
                engine,
                image,
                "coppice-test-" + Long.toHexString(System.nanoTime()),
                Map.of("dev.coppice.test", "yes"),
                attempt,
                List.of(folder.resolve("tmp")),
                limits);
        launcher = new ContainerLauncher(
                of, new RunLine(TestEngine.config(settings), engine, way), new GitView(opened(), attempt));
    }

    GitRepository opened() {
        return switch (GitRepository.open(repository.directory())) {
            case Opening.Opened(var opened) -> opened;
            case Opening.Refused(var reason) -> throw new AssertionError(reason);
        };
    }

    RunningProcess start(List<String> arguments, Map<String, String> more, String input, Duration limit) {
        var environment = new HashMap<>(Map.of("TMPDIR", scratch.toString(), "HOME", scratch.toString()));
        environment.putAll(more);
        return launcher.launch(new Command(arguments, worktree, environment, input, limit), output, output);
    }

    RunningProcess start(String script) {
        return start(List.of("sh", "-c", script), Map.of(), "", LONG);
    }

    ProcessResult run(String script) {
        return start(script).await();
    }

    /** Runs a script that must succeed, and gives what it printed. */
    String demand(String script) {
        int before = output.text().length();
        if (!(run(script) instanceof ProcessResult.Exited(int code, var _)) || code != 0) {
            throw new AssertionError(output.text());
        }
        return output.text().substring(before).strip();
    }

    /** All that was printed so far. */
    String printed() {
        return output.text();
    }

    List<String> containersLeft() throws IOException {
        return attempt.containers();
    }
}
