package dev.coppice.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A fresh worktree for a test's agent, with folders beside it for homes, and whatever still works there. */
public final class TestWorktree {

    private final Path folder;
    private final Path path;

    /** In this folder, which is the test's own. */
    public TestWorktree(Path folder) {
        try {
            this.folder = folder.toRealPath();
            this.path = Files.createDirectory(this.folder.resolve("worktree"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        command("git", "init", "-q", path.toString());
    }

    public Path path() {
        return path;
    }

    /** Where agents get homes of their own. */
    public Path homes() {
        return folder.resolve("homes");
    }

    /** The HOME that the environment names; nobody's in truth. */
    public Path userHome() {
        return folder.resolve("user");
    }

    /** Whatever still works in it. */
    public List<String> processesLeft() {
        try (var all = ProcessHandle.allProcesses()) {
            return all.filter(handle -> isAtWork(handle.pid()))
                    .map(handle ->
                            handle.pid() + " " + handle.info().commandLine().orElse("?"))
                    .toList();
        }
    }

    private boolean isAtWork(long pid) {
        try {
            return Path.of("/proc", Long.toString(pid), "cwd").toRealPath().startsWith(path);
        } catch (IOException e) {
            return false; // it ended meanwhile, or is another user's
        }
    }

    /** Runs a command that must succeed. */
    public static void command(String... words) {
        try {
            assertThat(new ProcessBuilder(words).inheritIO().start().waitFor()).isZero();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
