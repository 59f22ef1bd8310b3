package dev.coppice.queue;

import static dev.coppice.queue.PlanDraft.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.queue.TestQueue.Running;
import dev.coppice.task.Lease;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One attempt looks, whoever asks; what it has found stays. In these plans every task is checked by {@code true}. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class BaselinesTest {

    private static final List<String> GATE = List.of("make", "make test");
    private static final List<BaselineCheck> FOUND =
            List.of(new BaselineCheck("make", true, ""), new BaselineCheck("true", false, "exit code 1\n\u0000ü"));

    @Inject
    TestQueue queue;

    @Inject
    Baselines baselines;

    @Inject
    Attempts attempts;

    private Running running;
    private Lease first;
    private Lease second;

    @BeforeEach
    void claimTwoTasks() {
        running = queue.submit(PlanDraft.of(task("1.1"), task("1.2")));
        var claims = queue.claim(running, 2);
        first = claims.getFirst().lease();
        second = claims.getLast().lease();
    }

    @Test
    void theFirstToAskLooksAtTheGateAndAtWhatTasksShare() {
        assertThat(baselines.begin(first, GATE)).isEqualTo(new BaselineTurn.Ours(List.of("make", "make test", "true")));
        assertThat(baselines.begin(second, GATE)).isEqualTo(new BaselineTurn.Underway());
        assertThat(queue.status(running).baseline()).isEmpty();

        assertThat(baselines.record(first, FOUND)).isTrue();

        assertThat(baselines.begin(second, GATE)).isEqualTo(new BaselineTurn.Known(FOUND));
        assertThat(queue.status(running).baseline()).isEqualTo(FOUND);
    }

    @Test
    void whatOneTaskAloneIsCheckedByIsNotLookedAt() {
        var alone = queue.submit(PlanDraft.of(task("1.1")));
        var lease = queue.claimOne(alone);

        assertThat(baselines.begin(lease, List.of())).isEqualTo(new BaselineTurn.Known(List.of()));
    }

    @Test
    void whoDiesAtItIsFollowedByTheNextAndCannotRecordAnyMore() {
        baselines.begin(first, GATE);

        queue.expire(first);

        assertThat(baselines.begin(second, GATE)).isInstanceOf(BaselineTurn.Ours.class);
        assertThat(baselines.record(first, FOUND)).isFalse();
        assertThat(baselines.record(second, List.of())).isTrue();
        assertThat(baselines.record(second, FOUND)).isFalse();
        assertThat(queue.status(running).baseline()).isEmpty();
    }

    @Test
    void anAttemptThatHasEndedNeitherBeginsNorRecords() {
        baselines.begin(first, GATE);
        attempts.end(first, new AttemptEnd.Failed("agent_failed", "", false));

        assertThat(baselines.record(first, FOUND)).isFalse();
        assertThat(baselines.begin(first, GATE)).isEqualTo(new BaselineTurn.LeaseLost());
        assertThat(baselines.begin(second, GATE)).isInstanceOf(BaselineTurn.Ours.class);
    }

    @Test
    void ofAllThatAskAtOnceOneLooks() throws Exception {
        var calls = new ArrayList<Callable<BaselineTurn>>();
        for (int i = 0; i < 8; i++) {
            var lease = i % 2 == 0 ? first : second;
            calls.add(() -> baselines.begin(lease, GATE));
        }

        var turns = new ArrayList<BaselineTurn>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var answer : threads.invokeAll(calls)) {
                turns.add(answer.get());
            }
        }

        assertThat(turns.stream().filter(BaselineTurn.Ours.class::isInstance)).hasSize(4);
        assertThat(turns.stream().filter(BaselineTurn.Underway.class::isInstance))
                .hasSize(4);
    }
}
