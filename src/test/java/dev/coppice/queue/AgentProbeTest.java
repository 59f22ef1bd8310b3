package dev.coppice.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coppice.database.PostgresResource;
import dev.coppice.queue.lease.ExpiredLease;
import dev.coppice.task.Lease;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When a pause is over one task tries for all of its agent. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class AgentProbeTest extends APausingAgent {

    @Test
    void wherePlacesAreFewThoseOfAPausingAgentAreForTheTasksOfOthers() {
        var running = submit(agent, Scheduling.usual().atOnce(Optional.of(1)), "1.1", "1.2", "1.3");
        queue.change("update task set agent = 'other' where number = '1.3' and execution_id = '" + running.id() + "'");

        meetsLimit(leases(1).getFirst());

        var others = claim(4);
        assertThat(others).extracting(claim -> claim.number().text()).containsExactly("1.3");
        attempts.end(others.getFirst().lease(), new AttemptEnd.CompletedUnchanged());
        assertThat(places.waitedFor()).doesNotContain(running.id());
        assertThat(probe()).isEmpty();
        letTimePass();
        assertThat(places.waitedFor()).contains(running.id());
        places.fill(running.id());
        assertThat(probe()).isPresent();
    }

    @Test
    void ofAllWhoLookAtTheSameTimeOneGetsTheProbe() throws Exception {
        submit(agent, IntStream.rangeClosed(1, 30).mapToObj(i -> "1." + i).toArray(String[]::new));
        meetsLimit(leases(1).getFirst());
        letTimePass();
        var together = new CountDownLatch(8);

        List<Optional<Lease>> found;
        try (var threads = Executors.newFixedThreadPool(8)) {
            found = IntStream.range(0, 8)
                    .mapToObj(_ -> threads.submit(() -> {
                        together.countDown();
                        together.await();
                        return IntStream.range(0, 5)
                                .mapToObj(_ -> probe())
                                .flatMap(Optional::stream)
                                .findFirst();
                    }))
                    .toList()
                    .stream()
                    .map(AgentProbeTest::result)
                    .toList();
        }

        assertThat(found.stream().flatMap(Optional::stream)).hasSize(1);
        assertThat(pause().orElseThrow().isProbing()).isTrue();
    }

    @Test
    void whoeverClaimsFindsTheProbeByHimselfAndTheOthersWaitForItsAnswer() {
        submit(agent, "1.1", "1.2", "1.3");
        meetsLimit(leases(1).getFirst());
        letTimePass();

        var probe = await().atMost(LONG_ENOUGH).until(() -> leases(4), claimed -> !claimed.isEmpty());

        assertThat(probe).hasSize(1);
        assertThat(claim(4)).isEmpty();
        attempts.answered(probe.getFirst());
        assertThat(claim(4)).hasSize(2);
        assertThat(pause()).isEmpty();
    }

    @Test
    void whatWasAnsweredBeforeTheLimitProvesNothing() {
        submit(agent, "1.1", "1.2");
        var both = leases(2);
        meetsLimit(both.getFirst());

        attempts.answered(both.getLast());

        assertThat(pause()).isPresent();
    }

    @Test
    void aProbeThatMeetsTheLimitAgainMakesThePauseLongerEachTimeButNotForEver() {
        submit(agent, "1.1");
        meetsLimit(leases(1).getFirst());
        letTimePass();

        meetsLimit(probe().orElseThrow());

        assertThat(pause().orElseThrow().times()).isEqualTo(2);
        assertThat(left()).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(120));
        assertThat(probe()).isEmpty();
        queue.change("update agent_pause set times = 2000000000 where agent = '" + agent + "'");
        letTimePass();
        meetsLimit(probe().orElseThrow());
        assertThat(left()).isBetween(Duration.ofMinutes(44), Duration.ofHours(1));
    }

    @Test
    void aProbeThatEndsWithoutAnAnswerMakesRoomForTheNext() {
        submit(agent, "1.1", "1.2");
        meetsLimit(leases(1).getFirst());
        letTimePass();
        var failed = probe().orElseThrow();

        attempts.end(failed, new AttemptEnd.Failed("agent_failed", "it broke", false));

        var died = probe().orElseThrow();
        queue.expire(died);
        leases.reap(new ExpiredLease(died));
        queue.change("update task set run_at = clock_timestamp() where id = "
                + died.task().value());
        assertThat(probe()).isPresent();
    }

    @Test
    void aProbeWhoseLeaseIsGoneWithoutAWordIsNotWaitedForForEver() {
        submit(agent, "1.1", "1.2");
        meetsLimit(leases(1).getFirst());
        letTimePass();
        var gone = probe().orElseThrow();

        queue.change("delete from task_lease where token = '" + gone.token() + "'");

        assertThat(probe()).isEmpty();
        queue.change("update agent_pause set probe_since = clock_timestamp() - interval '11 s' where agent = '" + agent
                + "'");
        assertThat(probe()).isPresent();
    }

    @Test
    void whenAPersonComesOneTaskTriesAtOnceButNotBeforeARateLimitEnds() {
        submit(agent, "1.1", "1.2");
        attempts.end(
                leases(1).getFirst(),
                new AttemptEnd.AgentPaused("not_logged_in", "who?", false, Optional.empty(), Optional.empty()));
        assertThat(probe()).isEmpty();

        pauses.tryAgain();

        meetsLimit(probe().orElseThrow(), Instant.now().plus(Duration.ofHours(2)));
        pauses.tryAgain();
        assertThat(probe()).isEmpty();
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
