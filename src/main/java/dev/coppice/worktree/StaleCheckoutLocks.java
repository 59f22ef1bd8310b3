package dev.coppice.worktree;

import dev.coppice.git.GitFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Lock files that a killed git left in the user's checkout. One is removed only if it has lain there for a while and no git is alive that
 * could have made it; whoever may be at work there is waited for.
 */
final class StaleCheckoutLocks {

    private static final Duration OLD_ENOUGH = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final UserCheckout checkout;

    StaleCheckoutLocks(UserCheckout checkout) {
        this.checkout = checkout;
    }

    /** Returns once there is none; a failure if somebody keeps one. For where a git that we or an agent started may have been killed. */
    void remove() throws IOException {
        waitForAll(true);
    }

    /** The same where every lock is somebody else's: it is only waited for. */
    void await() throws IOException {
        waitForAll(false);
    }

    private void waitForAll(boolean mayRemove) throws IOException {
        for (var name : List.of("index.lock", "HEAD.lock")) {
            waitFor(checkout.gitDirectory().resolve(name), mayRemove);
        }
    }

    private void waitFor(Path lock, boolean mayRemove) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (Files.exists(lock, LinkOption.NOFOLLOW_LINKS)) {
            if (mayRemove && isOld(lock) && !isGitAlive()) {
                Files.deleteIfExists(lock);
                return;
            }
            if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
                throw new GitFailure(
                        GitFailure.Kind.LOCKED,
                        "working in " + checkout.top(),
                        lock + " is there; if no git command runs there, delete it");
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private static boolean isOld(Path lock) throws IOException {
        try {
            var made =
                    Files.getLastModifiedTime(lock, LinkOption.NOFOLLOW_LINKS).toInstant();
            return made.isBefore(Instant.now().minus(OLD_ENOUGH));
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private boolean isGitAlive() {
        return ProcessHandle.allProcesses().filter(ProcessHandle::isAlive).anyMatch(this::isGitHere);
    }

    private boolean isGitHere(ProcessHandle process) {
        var program = process.info().command().map(Path::of).map(Path::getFileName);
        return program.isPresent() && program.get().toString().startsWith("git") && mayBeHere(process.pid());
    }

    /** Where a process works, Linux tells; one whose place cannot be seen may be here. */
    private boolean mayBeHere(long pid) {
        try {
            var place = Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "cwd"));
            return place.startsWith(checkout.top())
                    || place.startsWith(checkout.gitDirectory())
                    || place.startsWith(checkout.repository().commonDirectory());
        } catch (IOException e) {
            return true;
        }
    }
}
