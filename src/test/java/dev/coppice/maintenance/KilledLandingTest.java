package dev.coppice.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coppice.database.OwnFolder;
import dev.coppice.database.PostgresResource;
import dev.coppice.git.GitFailure;
import dev.coppice.integration.Merge;
import dev.coppice.isolation.container.Containers;
import dev.coppice.isolation.dagger.Daggers;
import dev.coppice.isolation.kubernetes.ClusterJobs;
import dev.coppice.landing.Lander;
import dev.coppice.landing.LandingCase;
import dev.coppice.landing.LandingOutcome;
import dev.coppice.landing.LandingRecovery;
import dev.coppice.landing.RenameGate;
import dev.coppice.landing.ResultBranches;
import dev.coppice.queue.Claim;
import dev.coppice.queue.landing.Intention;
import dev.coppice.queue.landing.OpenIntent;
import dev.coppice.queue.landing.Owner;
import dev.coppice.queue.landing.Settlement;
import dev.coppice.task.CommitId;
import dev.coppice.task.TaskState;
import dev.coppice.verification.Verdict;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Git is killed in the middle of a landing, in both halves, and its service with it: the folder's next owner mends it. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class KilledLandingTest extends LandingCase {

    @Inject
    Lander lander;

    @Inject
    LandingRecovery recovery;

    @Inject
    ResultBranches results;

    @Inject
    OutageGuard guard;

    @Inject
    OwnFolder ownFolder;

    @Inject
    Containers containers;

    @Inject
    Daggers daggers;

    @Inject
    ClusterJobs jobs;

    /** As a service at its start; not the application's own reaper, which then would go on for ever. */
    private void takeOver(Owner service) {
        new Predecessor(ownFolder, leases, landings, results, containers, daggers, jobs).end(service);
        reaper().start(service.home(), service.worker());
    }

    private LeaseReaper reaper() {
        return new LeaseReaper(leases, new OpenLandings(landings, recovery, results), guard, new ReapedLeases());
    }

    /** As the lander does it, in the service's own git, which nobody waits for: its service is dead too. */
    private void killAt(RenameGate.Place place, Claim claim) throws Exception {
        var gate = RenameGate.at(place, repository, refs, claim.number());
        var landing = announced(claim);
        var killed = new ProcessBuilder("git", "update-ref", "--stdin")
                .directory(repository.commonDirectory().toFile())
                .start();
        try (var transaction = killed.outputWriter()) {
            transaction.write("start\nupdate %s %s %s\nupdate %s %s %s\nprepare\ncommit\n"
                    .formatted(refs.result(), landing, base, refs.fence(claim.number()), landing, fence(claim)));
        }
        gate.awaitGit();
        assertThat(killed.destroyForcibly().waitFor()).isNotZero();
        gate.remove();
    }

    private CommitId announced(Claim claim) {
        var request = verified(claim, () -> true);
        var merge = git.prepare(base, base, request.work(), request.message(), request.worktree());
        var landing = ((Merge.Ready) merge).landing();
        assertThat(landings.intend(claim.lease(), base, landing)).isInstanceOf(Intention.Open.class);
        return landing;
    }

    private String fence(Claim claim) {
        return repository.refs().read(refs.fence(claim.number())).orElseThrow().sha();
    }

    private void land(Claim claim) {
        assertThat(lander.land(git, verified(claim, () -> true), _ -> new Verdict.Passed(1)))
                .isInstanceOf(LandingOutcome.Landed.class);
    }

    private void assertAllLandedOnce(Claim... claimed) {
        for (var claim : claimed) {
            assertThat(task(claim).state()).isInstanceOf(TaskState.Completed.class);
            assertThat(landingsOf(claim)).isOne();
        }
        assertThat(git.tip(refs)).contains(status().resultTip());
        assertThat(status().pauseReason()).isEmpty();
        assertThat(locks()).isEmpty();
    }

    @Test
    void beforeTheFirstRenameTheTaskIsQueuedAgainAndLandsOnce() throws Exception {
        var killed = claim(first, "1.1");
        killAt(RenameGate.Place.BEFORE_THE_FIRST_RENAME, killed);
        assertThat(locks()).hasSize(2);
        var next = successor(first);

        takeOver(next);

        assertThat(locks()).isEmpty();
        assertThat(task(killed).state()).isInstanceOf(TaskState.Queued.class);
        assertThat(git.tip(refs)).contains(base);
        var again = claim(next, "1.1");
        land(again);
        var other = claim(next, "1.2");
        land(other);
        assertAllLandedOnce(again, other);
    }

    @Test
    void betweenTheRenamesTheTaskHasLanded() throws Exception {
        var killed = claim(first, "1.1");
        killAt(RenameGate.Place.BETWEEN_THE_RENAMES, killed);
        assertThat(locks()).hasSize(1);
        var next = successor(first);

        takeOver(next);

        assertAllLandedOnce(killed);
        var other = claim(next, "1.2");
        land(other);
        assertAllLandedOnce(killed, other);
    }

    /** Until then the others leave it alone, however often they look. */
    @ParameterizedTest
    @EnumSource
    void aDeadServicesLocksWaitForItsNextStart(RenameGate.Place place) throws Exception {
        var killed = claim(first, "1.1");
        killAt(place, killed);
        expire(killed.lease());
        var before = everything();
        var elsewhere = reaper();

        elsewhere.start(second.home(), second.worker());
        elsewhere.reap();

        assertThat(everything()).isEqualTo(before);
        var next = successor(first);
        takeOver(next);
        if (task(killed).state() instanceof TaskState.Queued) {
            land(claim(next, "1.1"));
        }
        assertAllLandedOnce(killed);
    }

    @Test
    void theLockOfAMarkThatWasNeverSetIsClearedToo() throws Exception {
        var killed = claim(first, "1.1");
        var fence =
                repository.commonDirectory().resolve(refs.fence(killed.number()).name());
        Files.move(fence, fence.resolveSibling(fence.getFileName() + ".lock"));
        var next = successor(first);

        takeOver(next);

        var again = claim(next, "1.1");
        land(again);
        assertAllLandedOnce(again);
    }

    /** The intent is closed by then, so that nobody would look there any more. */
    @Test
    void theLocksOfALandingThatWasGivenUpBeforeAreClearedToo() throws Exception {
        var killed = claim(first, "1.1");
        var landing = announced(killed);
        expire(killed.lease());
        reaper().start(second.home(), second.worker());
        assertThat(landings.abandonedIntents(second.home()))
                .extracting(OpenIntent::lease)
                .doesNotContain(killed.lease());
        Files.writeString(repository.commonDirectory().resolve(refs.result().name() + ".lock"), landing + "\n");
        var next = successor(first);

        takeOver(next);

        var again = claim(next, "1.1");
        land(again);
        assertAllLandedOnce(again);
    }

    /** Only git is killed, as by the kernel that needs memory: its service has waited for it, and clears up at once. */
    @ParameterizedTest
    @EnumSource
    void aServiceThatLosesItsGitMendsItsOwnLanding(RenameGate.Place place) throws Exception {
        var claim = claim(first, "1.1");
        var gate = RenameGate.at(place, repository, refs, claim.number());
        var request = verified(claim, () -> true);
        var landing = CompletableFuture.supplyAsync(
                () -> lander.land(git, request, _ -> new Verdict.Passed(1)), Thread::startVirtualThread);
        gate.awaitGit().destroyForcibly();
        assertThatThrownBy(landing::join).hasCauseInstanceOf(GitFailure.class);
        gate.remove();
        assertThat(locks()).isEmpty();

        var settlement = recovery.settleOwn(git, claim.lease());

        boolean hasLanded = place == RenameGate.Place.BETWEEN_THE_RENAMES;
        assertThat(settlement).isEqualTo(hasLanded ? new Settlement.Landed() : new Settlement.Abandoned());
        assertThat(landingsOf(claim)).isEqualTo(hasLanded ? 1 : 0);
        assertThat(git.tip(refs)).contains(status().resultTip());
    }
}
