package dev.coppice.queue;

import static dev.coppice.queue.PlanDraft.task;

import dev.coppice.plan.PlannedTask;
import dev.coppice.queue.lease.Leases;
import dev.coppice.task.HomeId;
import dev.coppice.task.Lease;
import dev.coppice.task.WorkerId;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;

/** An agent of this test alone, its tasks, and what may happen to them. */
abstract class APausingAgent {

    static final Duration LONG_ENOUGH = Duration.ofSeconds(30);
    static final String REASON = "rate_limited";

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

    final String agent = "agent-" + UUID.randomUUID();
    final HomeId home = TestQueue.home();

    @AfterEach
    void endThePause() {
        pauses.end(agent);
    }

    TestQueue.Running submit(String ofAgent, String... tasks) {
        return submit(ofAgent, Scheduling.usual(), tasks);
    }

    TestQueue.Running submit(String ofAgent, Scheduling scheduling, String... tasks) {
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
                usual.idempotencyKey(),
                List.of()));
    }

    /** By another worker each time, as of several services. */
    List<Claim> claim(int slots) {
        return claims.claim(new Scope.Queues(), Set.of(agent, "other"), WorkerId.random(), home, slots);
    }

    List<Lease> leases(int slots) {
        return claim(slots).stream().map(Claim::lease).toList();
    }

    Optional<Lease> probe() {
        var claimant = new Claiming.Claimant(Set.of(agent), WorkerId.random(), home, false).probing(agent);
        return claiming.fromQueue(home.value().toString(), claimant, 1).stream()
                .map(claimed -> claimed.claim().lease())
                .findFirst();
    }

    Ending meetsLimit(Lease lease, Instant resetsAt) {
        return attempts.end(
                lease, new AttemptEnd.AgentPaused(REASON, "no more", false, Optional.of(resetsAt), Optional.empty()));
    }

    Ending meetsLimit(Lease lease) {
        return attempts.end(
                lease, new AttemptEnd.AgentPaused(REASON, "no more", false, Optional.empty(), Optional.empty()));
    }

    Optional<AgentPause> pause() {
        return pauses.all().stream()
                .filter(pause -> pause.agent().equals(agent))
                .findFirst();
    }

    /** The time of the pause is over. */
    void letTimePass() {
        queue.change("update agent_pause set until = clock_timestamp() - interval '1 s' where agent = '" + agent + "'");
    }

    Duration left() {
        return Duration.ofMillis(Long.parseLong(queue.value(
                "select (extract(epoch from until - clock_timestamp()) * 1000)::bigint from agent_pause where agent = '"
                        + agent + "'")));
    }

    String events(TestQueue.Running running, String what) {
        return queue.value("select count(*) from task_event where what = '" + what + "' and execution_id = '"
                + running.id() + "' and detail ->> 'agent' = '" + agent + "'");
    }
}
