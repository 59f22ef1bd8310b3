package dev.coppice.queue;

import static dev.coppice.queue.PlanDraft.plan;
import static dev.coppice.queue.PlanDraft.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.plan.PlannedTask;
import dev.coppice.queue.TestQueue.Running;
import dev.coppice.queue.landing.Intention;
import dev.coppice.queue.landing.Landings;
import dev.coppice.queue.lease.ExpiredLease;
import dev.coppice.queue.lease.LeaseRenewal;
import dev.coppice.queue.lease.Leases;
import dev.coppice.task.CommitId;
import dev.coppice.task.Lease;
import dev.coppice.task.WorkerId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Workers that land, give back and lose their tasks in any order: everything ends, each task once, on one chain of commits. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ManyWorkersTest {

    private static final int WORKERS = 6;
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final long start = System.nanoTime();

    @Inject
    TestQueue queue;

    @Inject
    Attempts attempts;

    @Inject
    Leases leases;

    @Inject
    Landings landings;

    @Inject
    LeaseRenewal renewal;

    @Test
    void everyTaskIsCompletedOnceAndEveryLandingStandsOnTheOneBefore() throws Exception {
        var running = queue.submit(plan().batch(List.of(), tasks(1, 40))
                .batch(List.of(1), tasks(2, 40))
                .batch(List.of(), tasks(3, 40))
                .build());
        queue.change("update task set max_lease_losses = 1000 where execution_id = '" + running.id() + "'");

        var workers = new ArrayList<Future<?>>();
        try (var threads = Executors.newFixedThreadPool(WORKERS)) {
            for (int seed = 0; seed < WORKERS; seed++) {
                workers.add(threads.submit(worker(running, new Random(seed))));
            }
            for (var worker : workers) {
                worker.get();
            }
        }

        assertThat(queue.status(running).tasks())
                .allSatisfy(task -> assertThat(task.state().word()).isEqualTo("completed"));
        assertThat(count("task_lease", running)).isZero();
        assertThat(count("integration_intent", running))
                .isEqualTo(landed(running).size());
        var tip = TestQueue.BASE.sha();
        for (var step : landed(running)) {
            assertThat(step).startsWith(tip);
            tip = step.substring(40);
        }
        assertThat(queue.status(running).resultTip().sha()).isEqualTo(tip);
    }

    private Callable<Boolean> worker(Running running, Random random) {
        var mine = new Running(running.id(), running.home(), WorkerId.random());
        return () -> {
            while (!queue.status(mine).state().isFinal()) {
                assertThat(System.nanoTime() - start).isLessThan(LONGEST.toNanos());
                queue.claim(mine, 2).forEach(claim -> finish(claim.lease(), random));
            }
            return true;
        };
    }

    private void finish(Lease lease, Random random) {
        renewal.renew(WorkerId.random(), List.of(lease));
        switch (random.nextInt(6)) {
            case 0 -> attempts.end(lease, new AttemptEnd.CompletedUnchanged());
            case 1 -> attempts.end(lease, new AttemptEnd.Released("stopping"));
            case 2 -> {
                queue.expire(lease);
                leases.reap(new ExpiredLease(lease));
                queue.change("update task set run_at = clock_timestamp() where id = "
                        + lease.task().value() + " and state = 'queued'");
            }
            default -> land(lease);
        }
    }

    private void land(Lease lease) {
        var commit = new CommitId(UUID.randomUUID().toString().replace("-", "") + "00000000");
        var tip = TestQueue.BASE;
        while (true) {
            assertThat(System.nanoTime() - start).isLessThan(LONGEST.toNanos());
            switch (landings.intend(lease, tip, commit)) {
                case Intention.Open _ -> {
                    assertThat(landings.landed(lease)).isTrue();
                    return;
                }
                case Intention.TipMoved(var current) -> {
                    tip = current;
                    landings.takeTurn(lease);
                }
                case Intention.OtherIntentOpen _, Intention.NotOurTurn _ -> Thread.onSpinWait();
                case Intention.LeaseLost _, Intention.Stopped _ -> throw new AssertionError("nobody took " + lease);
            }
        }
    }

    private List<String> landed(Running running) {
        return List.of(
                queue.value("select string_agg(old_tip || new_tip, ',' order by closed_at) from integration_intent"
                                + " where state = 'landed' and execution_id = '" + running.id() + "'")
                        .split(","));
    }

    private int count(String table, Running running) {
        return Integer.parseInt(
                queue.value("select count(*) from " + table + " where execution_id = '" + running.id() + "'"));
    }

    /** Each task but the first few of its batch needs one that comes three before it. */
    private static PlannedTask[] tasks(int batch, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> i <= 3 ? task(batch + "." + i) : task(batch + "." + i, batch + "." + (i - 3)))
                .toArray(PlannedTask[]::new);
    }
}
