package dev.coppice.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.task.TaskState;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An agent whose account cannot work lets its tasks wait and blames none of them. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class AgentPauseTest extends APausingAgent {

    @Test
    void theTaskGoesBackWithNothingCountedAndTheOthersOfItsAgentWaitToo() {
        var running = submit(agent, "1.1", "1.2");
        var lease = leases(1).getFirst();

        var ending = meetsLimit(lease);

        assertThat(ending).isEqualTo(new Ending.Accepted(new TaskState.Queued(0)));
        assertThat(claim(4)).isEmpty();
        assertThat(queue.value(
                        "select failures + lease_losses + infrastructure_faults + takeovers from task where id = "
                                + lease.task().value()))
                .isEqualTo("0");
        var attempt = queue.task(running, "1.1").attempts().getFirst();
        assertThat(attempt.state()).isEqualTo("released");
        assertThat(attempt.reason()).contains(REASON);
        assertThat(attempt.message()).contains("no more");
    }

    @Test
    void itIsShownWithTheExecutionsThatNeedTheAgentAndToldInTheirEvents() {
        var met = submit(agent, "1.1");
        var lease = leases(1).getFirst();
        var alsoNeeds = submit(agent, "1.1");
        var other = submit("other", "1.1");

        meetsLimit(lease);

        assertThat(queue.status(met).agentPauses()).singleElement().satisfies(pause -> {
            assertThat(pause.agent()).isEqualTo(agent);
            assertThat(pause.reason()).isEqualTo(REASON);
            assertThat(pause.until()).isAfter(pause.since());
            assertThat(pause.isProbing()).isFalse();
        });
        assertThat(queue.status(alsoNeeds).agentPauses()).hasSize(1);
        assertThat(queue.status(other).agentPauses()).isEmpty();
        assertThat(events(met, "agent_paused")).isEqualTo("1");
        assertThat(events(alsoNeeds, "agent_paused")).isEqualTo("1");
        assertThat(events(other, "agent_paused")).isEqualTo("0");
    }

    @Test
    void tasksOfOtherAgentsGoOn() {
        submit(agent, "1.1");
        meetsLimit(leases(1).getFirst());
        var other = submit("other", "1.1", "1.2");

        var claimed = leases(4);

        assertThat(claimed).hasSize(2).allMatch(lease -> lease.execution().equals(other.id()));
    }

    @Test
    void itPausesUntilTheTimeThatTheProviderTells() {
        submit(agent, "1.1");
        var resetsAt = Instant.now().plus(Duration.ofDays(7)).truncatedTo(ChronoUnit.SECONDS);

        meetsLimit(leases(1).getFirst(), resetsAt);

        assertThat(pause().orElseThrow().until()).isBetween(resetsAt, resetsAt.plusSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:01Z",
                "2020-01-01T00:00:00Z",
                "2150-01-01T00:00:00Z",
                "+57000-01-01T00:00:00Z",
                "-1000000000-01-01T00:00:00Z",
                "+1000000000-12-31T23:59:59.999999999Z"
            })
    void aTimeThatMakesNoSenseIsAsGoodAsNone(String resetsAt) {
        submit(agent, "1.1");

        meetsLimit(leases(1).getFirst(), Instant.parse(resetsAt));

        assertThat(left()).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(1));
    }

    @Test
    void anOverloadPausesForAShortTimeOnly() {
        submit(agent, "1.1");

        attempts.end(
                leases(1).getFirst(),
                new AttemptEnd.AgentPaused("provider_failed", "529", true, Optional.empty(), Optional.empty()));

        assertThat(left()).isLessThanOrEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void whoeverBeganBeforeThePauseDoesNotMakeItLongerUnlessHeKnowsOfALaterReset() {
        submit(agent, "1.1", "1.2", "1.3");
        var all = leases(3);
        meetsLimit(all.getFirst());
        var before = pause().orElseThrow();

        meetsLimit(all.get(1));

        assertThat(pause()).contains(before);
        var later = Instant.now().plus(Duration.ofHours(3));
        meetsLimit(all.get(2), later);
        assertThat(pause().orElseThrow().until()).isAfterOrEqualTo(later.minusSeconds(1));
        assertThat(pause().orElseThrow().times()).isEqualTo(1);
    }

    @Test
    void aPersonEndsThePause() {
        var running = submit(agent, "1.1", "1.2");
        meetsLimit(leases(1).getFirst(), Instant.now().plus(Duration.ofHours(2)));

        assertThat(pauses.end(agent)).isTrue();

        assertThat(claim(4)).hasSize(2);
        assertThat(events(running, "agent_resumed")).isEqualTo("1");
        assertThat(pauses.end(agent)).isFalse();
    }

    @Test
    void whoHasLostTheLeaseLetsNobodyPause() {
        submit(agent, "1.1");
        var lease = leases(1).getFirst();
        attempts.end(lease, new AttemptEnd.Released("interrupted"));

        var ending = meetsLimit(lease);

        assertThat(ending).isEqualTo(new Ending.Fenced());
        assertThat(pause()).isEmpty();
    }

    @Test
    void aCancelledTaskDoesNotWaitForTheAgent() {
        var running = submit(agent, "1.1");
        var lease = leases(1).getFirst();
        queue.change("update task set cancel_requested_at = clock_timestamp() where id = "
                + lease.task().value());

        meetsLimit(lease);

        assertThat(queue.taskState(running, "1.1")).isInstanceOf(TaskState.Cancelled.class);
        assertThat(pause()).isPresent();
    }
}
