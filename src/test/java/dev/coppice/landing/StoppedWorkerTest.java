package dev.coppice.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coppice.database.PostgresResource;
import dev.coppice.integration.Merge;
import dev.coppice.integration.Move;
import dev.coppice.queue.Claim;
import dev.coppice.queue.Ending;
import dev.coppice.queue.landing.Intention;
import dev.coppice.queue.landing.OpenIntent;
import dev.coppice.queue.landing.Settlement;
import dev.coppice.queue.lease.ExpiredLease;
import dev.coppice.task.CommitId;
import dev.coppice.task.TaskState;
import dev.coppice.verification.Verdict;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A worker stops at every point of its landing until its lease has expired, others go on meanwhile, and it wakes. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class StoppedWorkerTest extends LandingCase {

    @Inject
    LandingRecovery recovery;

    private Claim stopped;

    @BeforeEach
    void claimTheStoppedWorkersTask() {
        stopped = claim(first, "1.1");
    }

    /** Each service has a door of its own, so another's stopped landing holds nobody there. */
    private CompletableFuture<LandingOutcome> land(LandingRequest request) {
        var lander = new Lander(landings, recovery, new LandingDoor(landings));
        return CompletableFuture.supplyAsync(
                () -> lander.land(git, request, _ -> new Verdict.Passed(1)), Thread::startVirtualThread);
    }

    /** As every reaper does it: first the landing, then the attempt. */
    private Ending reap() {
        expire(stopped.lease());
        openIntents().forEach(intent -> recovery.settle(git, intent, second));
        return leases.reap(new ExpiredLease(stopped.lease()));
    }

    private List<OpenIntent> openIntents() {
        return landings.abandonedIntents(second.home()).stream()
                .filter(intent -> intent.lease().equals(stopped.lease()))
                .toList();
    }

    private Claim landBySecond(String number) {
        var claim = claim(second, number);
        assertThat(land(verified(claim, () -> true)).join()).isInstanceOf(LandingOutcome.Landed.class);
        return claim;
    }

    private void assertLandedOnce(Claim claim) {
        assertThat(task(claim).state()).isInstanceOf(TaskState.Completed.class);
        assertThat(landingsOf(claim)).isOne();
        assertThat(git.tip(refs)).contains(status().resultTip());
        assertThat(locks()).isEmpty();
    }

    @Test
    void beforeTheMerge() {
        var request = verified(stopped, () -> true);
        assertThat(reap()).isInstanceOf(Ending.Accepted.class);
        var again = landBySecond("1.1");
        var before = everything();

        var outcome = land(request).join();

        assertThat(outcome).isEqualTo(new LandingOutcome.LeaseLost());
        assertThat(everything()).isEqualTo(before);
        assertLandedOnce(again);
    }

    /** It wakes with a gate that has passed, on a commit that is nobody's any more. */
    @Test
    void inTheGate() {
        var request = verified(stopped, () -> true);
        var lander = new Lander(landings, recovery, new LandingDoor(landings));
        var meanwhile = new ArrayList<String>();

        var outcome = lander.land(git, request, _ -> {
            assertThat(reap()).isInstanceOf(Ending.Accepted.class);
            landBySecond("1.1");
            meanwhile.addAll(everything());
            return new Verdict.Passed(1);
        });

        assertThat(outcome).isEqualTo(new LandingOutcome.LeaseLost());
        assertThat(everything()).isEqualTo(meanwhile);
        assertLandedOnce(stopped);
    }

    /** Another task lands meanwhile, so the gate is asked again of another commit, and the one that it has passed never lands. */
    @Test
    void inTheGateWhileAnotherTaskLands() {
        var lander = new Lander(landings, recovery, new LandingDoor(landings));
        var judged = new ArrayList<CommitId>();

        var outcome = lander.land(git, verified(stopped, () -> true), merge -> {
            if (judged.isEmpty()) {
                landBySecond("1.2");
            }
            judged.add(merge.landing());
            return new Verdict.Passed(1);
        });

        assertThat(judged).hasSize(2).doesNotHaveDuplicates();
        assertThat(outcome).isEqualTo(new LandingOutcome.Landed(judged.getLast()));
        assertLandedOnce(stopped);
    }

    /** Its process dies: nobody but itself ever knew that the gate had passed. */
    @Test
    void deadBetweenGateAndAnnouncement() {
        var before = everything();
        var lander = new Lander(landings, recovery, new LandingDoor(landings));
        assertThatThrownBy(() -> lander.land(git, verified(stopped, () -> true), _ -> {
                    throw new IllegalStateException("killed");
                }))
                .hasMessage("killed");
        assertThat(everything()).isEqualTo(before);
        assertThat(reap()).isInstanceOf(Ending.Accepted.class);

        var again = landBySecond("1.1");

        assertLandedOnce(again);
    }

    @Test
    void beforeTheAnnouncement() {
        var stop = StopPoint.beforeTheAnnouncement();
        var landing = land(verified(stopped, stop));
        stop.awaitStopped();
        assertThat(reap()).isInstanceOf(Ending.Accepted.class);
        var again = landBySecond("1.1");
        var before = everything();

        stop.wake();

        assertThat(landing.join()).isEqualTo(new LandingOutcome.LeaseLost());
        assertThat(everything()).isEqualTo(before);
        assertLandedOnce(again);
    }

    @Test
    void betweenAnnouncementAndMoveWhileTheSameTaskLands() {
        var stop = StopPoint.beforeTheMove();
        var landing = land(verified(stopped, stop));
        stop.awaitStopped();
        assertThat(reap()).isInstanceOf(Ending.Accepted.class);
        var again = landBySecond("1.1");
        var before = everything();

        stop.wake();

        assertThat(landing.join()).isEqualTo(new LandingOutcome.LeaseLost());
        assertThat(everything()).isEqualTo(before);
        assertLandedOnce(again);
    }

    @Test
    void betweenAnnouncementAndMoveWhileAnotherTaskLands() {
        var stop = StopPoint.beforeTheMove();
        var landing = land(verified(stopped, stop));
        stop.awaitStopped();
        expire(stopped.lease());
        assertThat(recovery.settle(git, openIntents().getFirst(), second)).isEqualTo(new Settlement.Abandoned());
        var other = landBySecond("1.2");
        var before = everything();

        stop.wake();

        assertThat(landing.join()).isEqualTo(new LandingOutcome.LeaseLost());
        assertThat(everything()).isEqualTo(before);
        assertLandedOnce(other);
    }

    /** With the refs in its git's hands nobody can tell, so everybody waits, and it lands when it wakes. */
    @ParameterizedTest
    @EnumSource
    void insideTheMove(RenameGate.Place place) throws Exception {
        var gate = RenameGate.at(place, repository, refs, stopped.number());
        var landing = land(verified(stopped, () -> true));
        gate.awaitGit();
        expire(stopped.lease());
        var before = everything();

        var settlement = recovery.settle(git, openIntents().getFirst(), second);

        assertThat(settlement).isInstanceOf(Settlement.Postponed.class);
        assertThat(leases.reap(new ExpiredLease(stopped.lease()))).isEqualTo(new Ending.IntentOpen());
        assertThat(everything()).isEqualTo(before);
        assertThat(status().pauseReason()).isEmpty();
        var other = claim(second, "1.2");
        assertThat(landings.intend(other.lease(), base, base)).isEqualTo(new Intention.OtherIntentOpen());
        gate.open();
        assertThat(landing.join()).isInstanceOf(LandingOutcome.Landed.class);
        assertLandedOnce(stopped);
        assertThat(land(verified(other, () -> true)).join()).isInstanceOf(LandingOutcome.Landed.class);
        assertLandedOnce(other);
        assertLandedOnce(stopped);
    }

    @Test
    void betweenMoveAndRecord() {
        var request = verified(stopped, () -> true);
        var ready = (Merge.Ready) git.prepare(base, base, request.work(), request.message(), request.worktree());
        landings.intend(stopped.lease(), base, ready.landing());
        assertThat(git.move(refs, stopped.number(), stopped.lease().token(), base, ready.landing()))
                .isEqualTo(new Move.Moved());
        assertThat(reap()).isEqualTo(new Ending.Fenced());
        assertLandedOnce(stopped);
        var other = landBySecond("1.2");
        var before = everything();

        assertThat(landings.landed(stopped.lease())).isTrue();

        assertThat(everything()).isEqualTo(before);
        assertLandedOnce(other);
    }
}
