package dev.coppice.worktree;

import static dev.coppice.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coppice.git.GitFailure;
import dev.coppice.git.GitRepository;
import dev.coppice.git.TestRepository;
import dev.coppice.task.CommitId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorktreePoolTest {

    @TempDir
    Path folder;

    private TestRepository user;
    private GitRepository repository;
    private CommitId base;

    @BeforeEach
    void makeRepository() {
        user = TestRepository.create(folder.resolve("user"));
        repository = user.open();
        base = user.head();
    }

    private WorktreePool pool(int size) {
        return new WorktreePool(repository, folder.resolve("pool"), size);
    }

    @Test
    void aLeaseHoldsTheCommitsFilesDetached() throws InterruptedException, IOException {
        try (var pool = pool(2);
                var lease = pool.lease(base)) {
            assertThat(Files.readString(lease.directory().resolve("a.txt"))).isEqualTo("one\ntwo\nthree\n");
            assertThat(TestRepository.git(lease.directory(), "status", "--porcelain=v2", "--branch"))
                    .contains("branch.oid " + base, "branch.head (detached)")
                    .hasLineCount(2);
        }
    }

    @Test
    void worktreesAreMadeOnDemandAndUsedAgain() throws InterruptedException {
        try (var pool = pool(3)) {
            Path first;
            try (var lease = pool.lease(base)) {
                first = lease.directory();
                TestRepository.shell(first, "echo x > left; mkdir build; echo y > build/cache; echo z >> a.txt");
            }
            try (var lease = pool.lease(base)) {
                assertThat(lease.directory()).isEqualTo(first);
                assertThat(TestRepository.git(first, "status", "--porcelain", "--ignored"))
                        .isEmpty();
                assertThat(first.resolve("build")).doesNotExist();
            }
        }
        assertThat(user.git("worktree", "list", "--porcelain"))
                .contains("/pool/1")
                .doesNotContain("/pool/2", "locked");
    }

    @Test
    void theNextLeaseStartsFromAnotherCommit() throws InterruptedException, IOException {
        user.write("new.txt", "new\n");
        var next = user.commitAll("next");
        try (var pool = pool(1)) {
            pool.lease(base).close();
            try (var lease = pool.lease(next)) {
                assertThat(Files.readString(lease.directory().resolve("new.txt")))
                        .isEqualTo("new\n");
            }
            try (var lease = pool.lease(base)) {
                assertThat(lease.directory().resolve("new.txt")).doesNotExist();
            }
        }
    }

    @Test
    void waitersAreServedInOrderOfArrival() throws InterruptedException {
        var served = new CopyOnWriteArrayList<Integer>();
        try (var pool = pool(1)) {
            var first = pool.lease(base);
            var waiters = IntStream.range(0, 5)
                    .mapToObj(number -> startWaiting(pool, number, served))
                    .toList();

            first.close();

            CompletableFuture.allOf(waiters.stream().map(Waiter::done).toArray(CompletableFuture[]::new))
                    .join();
        }
        assertThat(served).containsExactly(0, 1, 2, 3, 4);
    }

    private record Waiter(Thread thread, CompletableFuture<Void> done) {}

    private Waiter startWaiting(WorktreePool pool, int number, List<Integer> served) {
        var done = new CompletableFuture<Void>();
        var thread = Thread.ofVirtual().start(() -> {
            try (var _ = pool.lease(base)) {
                served.add(number);
                done.complete(null);
            } catch (InterruptedException | RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        await().until(() -> thread.getState() == Thread.State.WAITING);
        return new Waiter(thread, done);
    }

    @Test
    void anInterruptedWaiterTakesNoWorktreeWithIt() throws InterruptedException {
        try (var pool = pool(1)) {
            var first = pool.lease(base);
            var waiter = startWaiting(pool, 1, new CopyOnWriteArrayList<>());

            waiter.thread().interrupt();
            assertThatThrownBy(waiter.done()::join).hasCauseInstanceOf(InterruptedException.class);

            first.close();
            pool.lease(base).close();
        }
    }

    @Test
    void aWaiterLearnsThatThePoolWasClosed() throws InterruptedException {
        var pool = pool(1);
        try (var _ = pool.lease(base)) {
            var waiter = startWaiting(pool, 1, new CopyOnWriteArrayList<>());

            pool.close();

            assertThatThrownBy(waiter.done()::join).hasCauseInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void manyBorrowersNeverShareAWorktree() throws InterruptedException {
        try (var pool = pool(3)) {
            var borrowers = IntStream.range(0, 24)
                    .mapToObj(number ->
                            CompletableFuture.runAsync(() -> borrow(pool, number), Thread::startVirtualThread))
                    .toArray(CompletableFuture[]::new);

            CompletableFuture.allOf(borrowers).join();
        }
        assertThat(user.git("worktree", "list", "--porcelain").lines().filter(line -> line.startsWith("worktree")))
                .hasSizeLessThanOrEqualTo(4);
    }

    private void borrow(WorktreePool pool, int number) {
        try (var lease = pool.lease(base)) {
            var mine = lease.directory().resolve("mine.txt");
            assertThat(mine).doesNotExist();
            Files.writeString(mine, "borrower " + number);
            assertThat(lease.snapshot())
                    .isInstanceOfSatisfying(
                            WorkSnapshot.Changed.class,
                            changed -> assertThat(changed.paths()).containsExactly("mine.txt"));
            assertThat(Files.readString(mine)).isEqualTo("borrower " + number);
        } catch (InterruptedException | IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aNewPoolTakesOverWhatAKilledOneLeft() throws InterruptedException {
        Path directory;
        var killed = pool(1);
        directory = killed.lease(base).directory();
        TestRepository.shell(directory, "echo x > left; touch \"$(git rev-parse --git-dir)/index.lock\"");
        TestRepository.shell(directory, "touch ../1.index.lock");

        try (var pool = pool(2);
                var lease = pool.lease(base)) {
            assertThat(lease.directory()).isEqualTo(directory);
            assertThat(TestRepository.git(directory, "status", "--porcelain")).isEmpty();
            TestRepository.git(directory, "add", "a.txt");
        }
    }

    @Test
    void aSmallerPoolRemovesWhatALargerOneLeft() throws InterruptedException {
        try (var larger = pool(3);
                var _ = larger.lease(base);
                var _ = larger.lease(base)) {
            larger.lease(base).close();
        }

        pool(1).remove();

        assertThat(user.git("worktree", "list")).hasLineCount(1);
        assertThat(folder.resolve("pool")).isEmptyDirectory();
    }

    @Test
    void anIdleWorktreeIsMadeReadyForWhereTheNextTasksStart() throws InterruptedException {
        user.write("new.txt", "new\n");
        var next = user.commitAll("next");
        try (var pool = pool(1)) {
            var lease = pool.lease(base);
            pool.expect(next);
            lease.close();

            await().until(() -> Files.exists(lease.directory().resolve("new.txt")));
        }
    }

    @Test
    void aFolderThatIsNoWorktreeIsReplaced() throws InterruptedException, IOException {
        Files.createDirectories(folder.resolve("pool/1/odd"));

        try (var pool = pool(1);
                var lease = pool.lease(base)) {
            assertThat(lease.directory().resolve("odd")).doesNotExist();
            assertThat(lease.directory().resolve("a.txt")).exists();
        }
    }

    @Test
    void aCommitThatDoesNotExistFailsTheLeaseButNotThePool() throws InterruptedException {
        try (var pool = pool(1)) {
            assertThatThrownBy(() -> pool.lease(new CommitId("0".repeat(39) + "1")))
                    .isInstanceOf(GitFailure.class);

            pool.lease(base).close();
        }
    }

    @Test
    void removingThePoolLeavesNoTraceAndSparesTheUsersWorktrees() throws InterruptedException {
        user.git("worktree", "add", "-q", "../mine", "-b", "mine");
        user.git("worktree", "add", "-q", "../gone", "-b", "gone");
        TestRepository.shell(folder, "rm -rf gone");
        var before = user.git("worktree", "list", "--porcelain");
        var pool = pool(2);
        pool.lease(base).close();

        pool.remove();

        assertThat(user.git("worktree", "list", "--porcelain")).isEqualTo(before);
        assertThat(folder.resolve("pool")).isEmptyDirectory();
    }
}
