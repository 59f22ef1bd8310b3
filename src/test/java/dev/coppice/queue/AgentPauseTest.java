package dev.coppice.queue;

import static dev.coppice.queue.PlanDraft.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coppice.database.PostgresResource;
import dev.coppice.plan.PlannedTask;
import dev.coppice.task.HomeId;
import dev.coppice.task.Lease;
import dev.coppice.task.TaskState;
import dev.coppice.task.WorkerId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An agent whose account cannot work lets its tasks wait and blames none of them; then one tries for all. Each test has an agent of its own. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class AgentPauseTest {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);
    private static final String REASON = "rate_limited";

    @Inject
    TestQueue queue;

    @Inject
    Claims claims;

    @Inject
    Claiming claiming;

    @Inject
    Attempts attempts;

    @Inject
    Leases leases;

    @Inject
    AgentPauses pauses;

    @Inject
    Places places;

    private final String agent = "agent-" + UUID.randomUUID();
    private final HomeId home = TestQueue.home();

    @AfterEach
    void endThePause() {
        pauses.end(agent);
    }

    private TestQueue.Running submit(String ofAgent, String... tasks) {
        return submit(ofAgent, Scheduling.usual(), tasks);
    }

    private TestQueue.Running submit(String ofAgent, Scheduling scheduling, String... tasks) {
        var usual = TestQueue.newExecution(
                PlanDraft.of(Stream.of(tasks).map(number -> task(number)).toArray(PlannedTask[]::new)), home);
        return queue.submit(new NewExecution(
                usual.id(),
                usual.repository(),
                usual.mode(),
                usual.planName(),
                usual.plan(),
                usual.planText(),
                usual.planHash(),
                usual.base(),
                usual.publishing(),
                new ExecutionSettings(ofAgent, List.of(), "host", Duration.ofMinutes(30), 4),
                usual.home(),
                usual.driver(),
                scheduling,
                usual.idempotencyKey()));
    }

    /** By another worker each time, as of several services. */
    private List<Claim> claim(int slots) {
        return claims.claim(new Scope.Queues(), Set.of(agent, "other"), WorkerId.random(), home, slots);
    }

    private List<Lease> leases(int slots) {
        return claim(slots).stream().map(Claim::lease).toList();
    }

    private Optional<Lease> probe() {
        var claimant = new Claiming.Claimant(Set.of(agent), WorkerId.random(), home, false).probing(agent);
        return claiming.fromQueue(home.value().toString(), claimant, 1).stream()
                .map(claimed -> claimed.claim().lease())
                .findFirst();
    }

    private Ending meetsLimit(Lease lease, Instant resetsAt) {
        return attempts.end(lease, new AttemptEnd.AgentPaused(REASON, "no more", false, Optional.of(resetsAt)));
    }

    private Ending meetsLimit(Lease lease) {
        return attempts.end(lease, new AttemptEnd.AgentPaused(REASON, "no more", false, Optional.empty()));
    }

    private Optional<AgentPause> pause() {
        return pauses.all().stream()
                .filter(pause -> pause.agent().equals(agent))
                .findFirst();
    }

    /** The time of the pause is over. */
    private void letTimePass() {
        queue.change("update agent_pause set until = clock_timestamp() - interval '1 s' where agent = '" + agent + "'");
    }

    private Duration left() {
        return Duration.ofMillis(Long.parseLong(queue.value(
                "select (extract(epoch from until - clock_timestamp()) * 1000)::bigint from agent_pause where agent = '"
                        + agent + "'")));
    }

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

    private String events(TestQueue.Running running, String what) {
        return queue.value("select count(*) from task_event where what = '" + what + "' and execution_id = '"
                + running.id() + "' and detail ->> 'agent' = '" + agent + "'");
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
                leases(1).getFirst(), new AttemptEnd.AgentPaused("provider_failed", "529", true, Optional.empty()));

        assertThat(left()).isLessThanOrEqualTo(Duration.ofSeconds(5));
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
                    .map(AgentPauseTest::result)
                    .toList();
        }

        assertThat(found.stream().flatMap(Optional::stream)).hasSize(1);
        assertThat(pause().orElseThrow().isProbing()).isTrue();
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
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
    void aPersonEndsThePause() {
        var running = submit(agent, "1.1", "1.2");
        meetsLimit(leases(1).getFirst(), Instant.now().plus(Duration.ofHours(2)));

        assertThat(pauses.end(agent)).isTrue();

        assertThat(claim(4)).hasSize(2);
        assertThat(events(running, "agent_resumed")).isEqualTo("1");
        assertThat(pauses.end(agent)).isFalse();
    }

    @Test
    void whenAPersonComesOneTaskTriesAtOnceButNotBeforeARateLimitEnds() {
        submit(agent, "1.1", "1.2");
        attempts.end(
                leases(1).getFirst(), new AttemptEnd.AgentPaused("not_logged_in", "who?", false, Optional.empty()));
        assertThat(probe()).isEmpty();

        pauses.tryAgain();

        meetsLimit(probe().orElseThrow(), Instant.now().plus(Duration.ofHours(2)));
        pauses.tryAgain();
        assertThat(probe()).isEmpty();
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
