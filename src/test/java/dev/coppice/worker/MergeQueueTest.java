package dev.coppice.worker;

import static dev.coppice.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.git.CommitMessage;
import dev.coppice.git.GitRepository;
import dev.coppice.git.TestRepository;
import dev.coppice.git.TreeId;
import dev.coppice.integration.Integrator;
import dev.coppice.landing.LandingRequest;
import dev.coppice.task.CommitId;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.Lease;
import dev.coppice.task.TaskId;
import dev.coppice.task.TaskNumber;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergeQueueTest {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private GitRepository repository;
    private final MergeQueue queue = new MergeQueue();
    private final ExecutionId execution = ExecutionId.random();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final List<String> landed = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void makeRepository() {
        repository = TestRepository.create(folder.resolve("user")).open();
    }

    @AfterEach
    void openGate() {
        gate.countDown();
    }

    /** Lands in a thread of its own; returns once it stands in the queue, which then has so many. */
    private CompletableFuture<Optional<String>> arrive(String name, BooleanSupplier wanted, int length) {
        var end = new CompletableFuture<Optional<String>>();
        Thread.startVirtualThread(() -> {
            try {
                end.complete(queue.inTurn(candidate(execution), wanted, () -> land(name)));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                end.completeExceptionally(e);
            }
        });
        await().until(() -> queue.length(execution) == length);
        return end;
    }

    /** Work of an attempt that nobody else is. */
    private Candidate candidate(ExecutionId id) {
        var lease = new Lease(id, new TaskId(1), 1, UUID.randomUUID());
        var number = new TaskNumber("1.1");
        var nothing = "0".repeat(40);
        return new Candidate(
                new Integrator(repository),
                new LandingRequest(
                        lease,
                        number,
                        new CommitId(nothing),
                        new TreeId(nothing),
                        CommitMessage.of(id, number, 1, "Title", ""),
                        folder,
                        () -> true,
                        _ -> {}));
    }

    private String land(String name) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        landed.add(name);
        return name;
    }

    @Test
    void whoComesFirstLandsFirstHoweverLongThatTakes() {
        var ends = List.of(
                arrive("first", () -> true, 1),
                arrive("second", () -> true, 2),
                arrive("third", () -> true, 3),
                arrive("fourth", () -> true, 4));
        var looks = new CountDownLatch(3);
        var looking = arrive(
                "looking", () -> looks.getCount() == 0 || countedDown(looks), 5); // The others have looked as often.
        await().until(() -> looks.getCount() == 0);

        gate.countDown();

        assertThat(CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)))
                .succeedsWithin(LONG_ENOUGH);
        assertThat(looking).succeedsWithin(LONG_ENOUGH);
        assertThat(landed).startsWith("first", "second", "third", "fourth");
        await().untilAsserted(() -> assertThat(queue.length(execution)).isZero());
    }

    private static boolean countedDown(CountDownLatch latch) {
        latch.countDown();
        return true;
    }

    @Test
    void whoWaitsBehindTheOneThatLandsIsKnownInOrder() {
        var first = arrive("first", () -> true, 1);
        assertThat(queue.waiting(execution)).isEmpty();
        var second = arrive("second", () -> true, 2);
        var behind = queue.waiting(execution).getFirst();
        var third = arrive("third", () -> true, 3);

        assertThat(queue.waiting(execution)).hasSize(2).first().isEqualTo(behind);
        assertThat(queue.waiting(ExecutionId.random())).isEmpty();
        assertThat(List.of(first, second, third)).noneMatch(CompletableFuture::isDone);
    }

    @Test
    void whoIsNotWantedAnyMoreGoesAndKeepsNobodyWaiting() {
        var wanted = new AtomicBoolean(true);
        var first = arrive("first", () -> true, 1);
        var second = arrive("second", wanted::get, 2);
        var third = arrive("third", () -> true, 3);

        wanted.set(false);

        assertThat(second).succeedsWithin(LONG_ENOUGH).isEqualTo(Optional.empty());
        gate.countDown();
        assertThat(first).succeedsWithin(LONG_ENOUGH).isEqualTo(Optional.of("first"));
        assertThat(third).succeedsWithin(LONG_ENOUGH).isEqualTo(Optional.of("third"));
        assertThat(landed).containsExactly("first", "third");
    }

    @Test
    void executionsDoNotWaitForEachOther() throws InterruptedException {
        var first = arrive("first", () -> true, 1);

        assertThat(queue.inTurn(candidate(ExecutionId.random()), () -> true, () -> "other"))
                .contains("other");
        assertThat(first).isNotDone();
    }

    @Test
    void aLandingThatBreaksLetsTheNextOneThrough() throws InterruptedException {
        try {
            queue.inTurn(candidate(execution), () -> true, () -> {
                throw new IllegalStateException("broken");
            });
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("broken");
        }

        assertThat(queue.inTurn(candidate(execution), () -> true, () -> "next")).contains("next");
    }
}
