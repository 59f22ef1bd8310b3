package dev.coppice.worktree;

import static dev.coppice.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.git.TestRepository;
import dev.coppice.project.WorktreeSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which worktree the shelf gives to whom; the test is the cleaner. */
class ShelfTest {

    @TempDir
    Path folder;

    private TestRepository user;
    private List<PooledWorktree> worktrees;
    private WorktreeGoal first;
    private WorktreeGoal next;

    @BeforeEach
    void makeWorktrees() {
        user = TestRepository.create(folder.resolve("user"));
        first = new WorktreeGoal(user.head(), WorktreeSettings.usual());
        user.write("new.txt", "new\n");
        next = new WorktreeGoal(user.commitAll("next"), WorktreeSettings.usual());
        var repository = user.open();
        worktrees = IntStream.rangeClosed(1, 3)
                .mapToObj(number -> new PooledWorktree(repository, new WorktreePlace(folder.resolve("pool"), number)))
                .toList();
    }

    private void cleanAll(Shelf shelf, WorktreeGoal goal) throws InterruptedException {
        for (int i = 0; i < worktrees.size(); i++) {
            cleanOne(shelf, goal);
        }
    }

    private void cleanOne(Shelf shelf, WorktreeGoal goal) throws InterruptedException {
        var worktree = shelf.takeUnready(() -> Optional.of(goal)).orElseThrow();
        worktree.prepare(goal);
        shelf.putCleaned(worktree);
    }

    /** The cleaner waits; returns once it does. */
    private static void awaitNothingToDo(Shelf shelf, WorktreeGoal goal) throws InterruptedException {
        var taken = new AtomicBoolean();
        var cleaner = Thread.ofPlatform().start(() -> {
            try {
                taken.set(shelf.takeUnready(() -> Optional.of(goal)).isPresent());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        await().until(() -> taken.get() || cleaner.getState() == Thread.State.WAITING);
        cleaner.interrupt();
        cleaner.join();
        assertThat(taken).isFalse();
    }

    @Test
    void onlyAsManyIdleOnesAsAreToSpareFollowWhatIsExpected() throws InterruptedException {
        var shelf = new Shelf(worktrees, List.of(), new PoolSize(2, 1, () -> true));
        cleanAll(shelf, first);

        cleanOne(shelf, next);

        awaitNothingToDo(shelf, next);
        assertThat(worktrees.stream().filter(worktree -> worktree.isReadyFor(next)))
                .hasSize(1);
    }

    @Test
    void whoComesGetsTheOneThatIsReadyForIt() throws InterruptedException {
        var shelf = new Shelf(worktrees, List.of(), new PoolSize(3, 1, () -> true));
        cleanAll(shelf, first);
        cleanOne(shelf, next);

        assertThat(shelf.take(next).isReadyFor(next)).isTrue();
        assertThat(shelf.take(next).isReadyFor(next)).isFalse();
    }

    @Test
    void nothingIsMadeBeforeThePoolHasBeenUsed() throws InterruptedException {
        var shelf = new Shelf(List.of(worktrees.get(0)), worktrees.subList(1, 3), new PoolSize(2, 1, () -> true));
        var lent = shelf.take(first);
        lent.prepare(first);
        awaitNothingToDo(shelf, first);
        shelf.putDirty(lent);

        assertThat(shelf.takeUnready(() -> Optional.of(first))).contains(lent);
        shelf.putCleaned(lent);
        awaitNothingToDo(shelf, first);
        assertThat(shelf.take(first)).isEqualTo(lent);
        assertThat(shelf.takeUnready(() -> Optional.of(first))).contains(worktrees.get(1));
    }
}
