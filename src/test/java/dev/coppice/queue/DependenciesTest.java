package dev.coppice.queue;

import static dev.coppice.queue.PlanDraft.after;
import static dev.coppice.queue.PlanDraft.done;
import static dev.coppice.queue.PlanDraft.plan;
import static dev.coppice.queue.PlanDraft.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.plan.PlannedTask;
import dev.coppice.queue.TestQueue.Running;
import dev.coppice.queue.landing.Landings;
import dev.coppice.task.Lease;
import dev.coppice.task.TaskNumber;
import dev.coppice.task.TaskState;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class DependenciesTest {

    private static final int ALL = 100;

    @Inject
    TestQueue queue;

    @Inject
    Dependencies dependencies;

    @Inject
    Landings landings;

    @Inject
    Attempts attempts;

    /** Claims whatever there is, and completes it without a change. */
    private void completeAll(Running running, int tasks) {
        queue.claim(running, tasks).forEach(claim -> attempts.end(claim.lease(), new AttemptEnd.CompletedUnchanged()));
    }

    private static List<String> numbers(Dependencies.Met met) {
        return met.nearest().stream()
                .map(dependency -> dependency.number().text())
                .toList();
    }

    @Test
    void eachIsToldWithItsTitleAndWhatBecameOfIt() {
        var running = queue.submit(plan().batch(List.of(), task("1.1"), done("1.2"), task("1.3"))
                .batch(List.of(1), task("2.1"))
                .build());
        var first = queue.claimOne(running);
        landings.intend(first, TestQueue.BASE, TestQueue.commit('1'));
        landings.landed(first);
        completeAll(running, 1);

        var met = dependencies.met(queue.claimOne(running), ALL);

        assertThat(met.others()).isZero();
        assertThat(met.nearest())
                .containsExactly(
                        new MetDependency(
                                new TaskNumber("1.1"),
                                "Task \"1.1\" äöü 🌳",
                                new TaskState.Completed(TestQueue.commit('1'))),
                        new MetDependency(
                                new TaskNumber("1.2"), "Task \"1.2\" äöü 🌳", new TaskState.Skipped("done_in_plan")),
                        new MetDependency(new TaskNumber("1.3"), "Task \"1.3\" äöü 🌳", new TaskState.Completed(null)));
    }

    @Test
    void whatATaskNamesCountsWithAllThatThatHasWaitedFor() {
        var running = queue.submit(plan().batch(List.of(), task("1.1"), task("1.2", "1.1"), task("1.3"))
                .batch(List.of(), task("2.1", "1.2"))
                .build());
        completeAll(running, 2);
        completeAll(running, 1);

        assertThat(numbers(dependencies.met(queue.claimOne(running), ALL))).containsExactly("1.1", "1.2");
    }

    @Test
    void aTaskThatOnlyHadToEndCountsIfItHasDoneSomething() {
        var good = queue.submit(PlanDraft.of(task("1.1"), after("1.1", "1.2")));
        var bad = queue.submit(PlanDraft.of(task("1.1"), after("1.1", "1.2")));

        completeAll(good, 1);
        attempts.end(queue.claimOne(bad), new AttemptEnd.Failed("agent_failed", "no", false));

        assertThat(numbers(dependencies.met(queue.claimOne(good), ALL))).containsExactly("1.1");
        assertThat(dependencies.met(queue.claimOne(bad), ALL)).isEqualTo(new Dependencies.Met(List.of(), 0));
    }

    @Test
    void ofManyTheNearestAreToldAndTheOthersCounted() {
        var many = IntStream.rangeClosed(1, 9).mapToObj(at -> done("1." + at)).toArray(PlannedTask[]::new);
        var running = queue.submit(plan().batch(List.of(), many)
                .batch(List.of(1), done("2.1"), done("2.2"))
                .batch(List.of(1, 2), task("3.1", "1.3"))
                .build());
        Lease lease = queue.claimOne(running);

        var met = dependencies.met(lease, 5);

        assertThat(numbers(met)).containsExactly("1.3", "1.8", "1.9", "2.1", "2.2");
        assertThat(met.others()).isEqualTo(6);
    }
}
