package dev.coppice.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.task.Lease;
import dev.coppice.task.TaskState;
import dev.coppice.task.WorkerId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** While an agent pauses another one does its tasks, if the operator says so. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class FallbackTest extends APausingAgent {

    private final String standIn = "stand-in-" + UUID.randomUUID();

    @AfterEach
    void endThePauseOfWhoStoodIn() {
        pauses.end(standIn);
    }

    private List<Lease> leases(String byAgent, int slots) {
        return claims.claim(new Scope.Queues(), Set.of(byAgent), WorkerId.random(), home, slots).stream()
                .map(Claim::lease)
                .toList();
    }

    private void meetsLimit(Lease lease, String fallback) {
        attempts.end(
                lease, new AttemptEnd.AgentPaused(REASON, "no more", false, Optional.empty(), Optional.of(fallback)));
    }

    private String doer(Lease lease) {
        return queue.value("select agent from attempt where task_id = "
                + lease.task().value() + " and number = " + lease.attempt());
    }

    @Test
    void whoStandsInDoesTheTasksAndTheAttemptAndItsEventSaySo() {
        var running = submit(agent, "1.1", "1.2");
        meetsLimit(leases(1).getFirst(), standIn);

        var claimed = leases(standIn, 4);

        assertThat(claimed).hasSize(2).allSatisfy(lease -> {
            assertThat(doer(lease)).isEqualTo(standIn);
            assertThat(claims.work(lease).agent()).isEqualTo(standIn);
        });
        assertThat(queue.task(running, "1.2").attempts())
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.agent()).contains(standIn));
        assertThat(queue.value("select count(*) from task_event where what = 'executing' and execution_id = '"
                        + running.id() + "' and detail = jsonb_build_object('agent', '" + standIn
                        + "', 'instead_of', '" + agent + "')"))
                .isEqualTo("2");
        assertThat(queue.status(running).agentPauses())
                .singleElement()
                .satisfies(pause -> assertThat(pause.fallback()).contains(standIn));
    }

    @Test
    void nobodyStandsInUnlessTheOperatorSaysSo() {
        submit(agent, "1.1");
        meetsLimit(leases(1).getFirst());

        assertThat(leases(standIn, 4)).isEmpty();
    }

    @Test
    void whereWhoStandsInIsNotHereTheTasksAreLeftToOthers() {
        submit(agent, "1.1");
        meetsLimit(leases(1).getFirst(), standIn);

        assertThat(leases("other", 4)).isEmpty();
        assertThat(leases(standIn, 4)).hasSize(1);
    }

    @Test
    void aTaskOfItsOwnIsNoNews() {
        var running = submit(agent, "1.1");

        leases(1);

        assertThat(queue.value("select count(*) from task_event where what = 'executing' and detail is not null and"
                        + " execution_id = '" + running.id() + "'"))
                .isEqualTo("0");
    }

    @Test
    void onceTheTimeIsOverOneTaskIsLeftToTheProbeAndTheOthersGoOnMeanwhile() {
        submit(agent, "1.1", "1.2", "1.3");
        meetsLimit(leases(1).getFirst(), standIn);
        letTimePass();

        assertThat(leases(standIn, 4)).isEmpty();
        var probe = probe().orElseThrow();
        assertThat(doer(probe)).isEqualTo(agent);

        assertThat(leases(standIn, 1)).hasSize(1);
        attempts.answered(probe);
        assertThat(leases(standIn, 4)).isEmpty();
        assertThat(leases(1))
                .singleElement()
                .satisfies(lease -> assertThat(doer(lease)).isEqualTo(agent));
    }

    @Test
    void whoStandsInAndMeetsALimitPausesHimselfAndNobodyStandsInForHim() {
        var running = submit(agent, "1.1", "1.2");
        meetsLimit(leases(1).getFirst(), standIn);
        var before = pause().orElseThrow();

        meetsLimit(leases(standIn, 1).getFirst(), "other");

        assertThat(pause()).contains(before);
        assertThat(pauses.all()).extracting(AgentPause::agent).contains(standIn);
        assertThat(queue.status(running).agentPauses())
                .extracting(AgentPause::agent)
                .containsExactlyInAnyOrder(agent, standIn);
        assertThat(queue.value("select count(*) from task_event where what = 'agent_paused' and execution_id = '"
                        + running.id() + "' and detail ->> 'agent' = '" + standIn + "'"))
                .isEqualTo("1");
        assertThat(leases(standIn, 4)).isEmpty();
        assertThat(leases("other", 4)).isEmpty();
        assertThat(queue.value("select array_to_string(lines, ' ') from end_agent_pause(null, '" + standIn + "')"))
                .isEqualTo(home.value().toString());
        assertThat(leases(standIn, 4)).hasSize(2);
    }

    @Test
    void wherePlacesAreFewTheTasksKeepTheirsWhileSomebodyStandsInAndNoLonger() {
        var running = submit(agent, Scheduling.usual().atOnce(Optional.of(1)), "1.1", "1.2", "1.3");
        queue.change("update task set agent = 'other' where number = '1.3' and execution_id = '" + running.id() + "'");
        meetsLimit(leases(1).getFirst(), standIn);

        var stoodIn = leases(standIn, 4);
        assertThat(stoodIn).hasSize(1);
        assertThat(leases("other", 4)).isEmpty();
        meetsLimit(stoodIn.getFirst(), "nobody");

        var other = leases("other", 4);
        assertThat(other).hasSize(1);
        attempts.end(other.getFirst(), new AttemptEnd.CompletedUnchanged());
        assertThat(places.waitedFor()).doesNotContain(running.id());
        pauses.end(standIn);
        assertThat(places.waitedFor()).contains(running.id());
        places.fill(running.id());
        assertThat(leases(standIn, 4)).hasSize(1);
    }

    @Test
    void theTurnsOfExecutionsHoldForTheirTasksToo() {
        var one = submit(agent, "1.1", "1.2", "1.3");
        meetsLimit(leases(1).getFirst(), standIn);
        var other = submit(standIn, "1.1", "1.2", "1.3");

        var first = leases(standIn, 2);

        assertThat(first).extracting(Lease::execution).containsExactlyInAnyOrder(one.id(), other.id());
    }

    @Test
    void aFailureOfWhoStoodInIsTheTasksOwnAndItsRetryClimbsFromItsOwnAgent() {
        var running = submit(agent, "1.1");
        queue.change("update task set max_retries = 1, escalation = '{" + standIn + "," + agent + ",strong}'"
                + " where execution_id = '" + running.id() + "'");
        meetsLimit(leases(1).getFirst(), standIn);

        var ending = attempts.end(leases(standIn, 1).getFirst(), new AttemptEnd.Failed("check_failed", "no", true));

        assertThat(ending).isEqualTo(new Ending.Accepted(new TaskState.Queued(0)));
        assertThat(queue.value("select agent from task where execution_id = '" + running.id() + "'"))
                .isEqualTo("strong");
    }
}
