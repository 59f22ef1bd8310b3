package dev.coppice.worktree;

import static dev.coppice.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.git.GitRepository;
import dev.coppice.git.TestRepository;
import dev.coppice.task.CommitId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Worktrees beyond those that are at work, made ready before anybody asks. */
class SpareWorktreeTest {

    private static final int SLOTS = 3;

    @TempDir
    Path folder;

    private final AtomicBoolean hasRoom = new AtomicBoolean(true);
    private final AtomicInteger asked = new AtomicInteger();
    private TestRepository user;
    private CommitId base;
    private WorktreePool pool;

    @BeforeEach
    void makePool() {
        user = TestRepository.create(folder.resolve("user"));
        base = user.head();
        GitRepository repository = user.open();
        pool = new WorktreePool(repository, folder.resolve("pool"), new PoolSize(SLOTS, 1, this::hasRoom));
    }

    private boolean hasRoom() {
        boolean answer = hasRoom.get();
        asked.incrementAndGet();
        return answer;
    }

    @AfterEach
    void closePool() {
        pool.close();
    }

    private Path worktree(int number) {
        return folder.resolve("pool").resolve(String.valueOf(number));
    }

    private List<Integer> made() {
        return IntStream.rangeClosed(1, SLOTS + 1)
                .filter(number -> Files.exists(worktree(number).resolve("a.txt")))
                .boxed()
                .toList();
    }

    private void useAtOnce(int count) throws InterruptedException {
        var leases = new ArrayList<WorktreeLease>();
        for (int i = 0; i < count; i++) {
            leases.add(pool.lease(base));
        }
        leases.forEach(WorktreeLease::close);
    }

    @Test
    void whileAllThatWereNeededAreOutASpareOneIsMade() throws InterruptedException {
        useAtOnce(2);

        try (var _ = pool.lease(base);
                var _ = pool.lease(base)) {
            await().until(() -> made().size() == 3);
        }
        assertThat(made()).hasSize(3);
    }

    @Test
    void withoutRoomNoneIsMadeThatNobodyWaitsFor() throws InterruptedException {
        hasRoom.set(false);
        useAtOnce(2);

        try (var _ = pool.lease(base);
                var _ = pool.lease(base)) {
            await().until(() -> asked.get() > 0);
            assertThat(made()).hasSize(2);
            hasRoom.set(true);
            pool.expect(base);
            await().until(() -> made().size() == 3);
        }
    }

    @Test
    void asManyAsThereAreInAllCanBeLentAtOnce() throws InterruptedException {
        useAtOnce(SLOTS + 1);

        assertThat(made()).hasSize(SLOTS + 1);
    }

    @Test
    void anIdleOneFollowsWhatIsExpectedBeforeAnybodyAsks() throws InterruptedException, IOException {
        useAtOnce(1);
        user.write("new.txt", "new\n");
        var next = user.commitAll("next");

        pool.expect(next);

        await().until(() -> Files.exists(worktree(1).resolve("new.txt")));
        try (var lease = pool.lease(next)) {
            assertThat(lease.directory().resolve("new.txt")).hasContent("new");
        }
    }

    @Test
    void atRestNothingIsBeingMadeReadyUntilTheNextIsTaken() throws InterruptedException {
        var lease = pool.lease(base);
        var left = worktree(1).resolve("left");
        TestRepository.shell(lease.directory(), "mkdir left; cd left; seq 2000 | xargs touch");
        lease.close();
        await().until(() -> Objects.requireNonNullElse(left.toFile().list(), new String[0]).length < 2000);

        pool.rest(Duration.ofSeconds(20));

        assertThat(left).doesNotExist();
        try (var again = pool.lease(base)) {
            TestRepository.shell(again.directory(), "mkdir left");
        }
        await().until(() -> !Files.exists(left));
    }

    @Test
    void aCommitThatIsNotThereKeepsNobodyFromWorking() throws InterruptedException {
        useAtOnce(1);

        pool.expect(new CommitId("0".repeat(39) + "1"));

        useAtOnce(2);
        assertThat(made()).isNotEmpty();
    }
}
