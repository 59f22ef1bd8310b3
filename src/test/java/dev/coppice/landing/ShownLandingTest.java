package dev.coppice.landing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.integration.Move;
import dev.coppice.queue.Claim;
import dev.coppice.task.CommitId;
import dev.coppice.task.TaskState;
import dev.coppice.verification.Verdict;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When people are shown a landing. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ShownLandingTest extends LandingCase {

    @Inject
    Lander lander;

    private Claim claim;

    @BeforeEach
    void claimATask() {
        claim = claim(first, "1.1");
    }

    /** Whoever waits for a task to be completed and then looks at the branch for people must find it there. */
    @Test
    void theLandingIsShownOnceItIsThereAndBeforeTheQueueKnows() {
        var atThatTime = new ArrayList<Object>();

        var outcome = lander.land(
                git,
                verified(claim, () -> true, landing -> {
                    assertThat(git.tip(refs)).contains(landing);
                    atThatTime.add(landing);
                    atThatTime.add(task(claim).state());
                }),
                _ -> new Verdict.Passed(1));

        var landing = ((LandingOutcome.Landed) outcome).commit();
        assertThat(atThatTime).hasSize(2).startsWith(landing);
        assertThat(atThatTime.getLast()).isInstanceOf(TaskState.Executing.class);
        assertThat(task(claim).state()).isInstanceOf(TaskState.Completed.class);
    }

    /** The move's answer is lost: that it has happened is found out by looking. */
    @Test
    void aLandingThatIsFoundToHaveHappenedIsShownToo() {
        var shown = new ArrayList<CommitId>();
        var ready = new ArrayList<CommitId>();

        var outcome = lander.land(
                git,
                verified(
                        claim,
                        () -> ready.isEmpty()
                                || landings.abandonedIntents(claim.lease()).isEmpty()
                                || git.move(refs, claim.number(), claim.lease().token(), base, ready.getFirst())
                                        instanceof Move.Moved,
                        shown::add),
                merge -> {
                    ready.add(merge.landing());
                    return new Verdict.Passed(1);
                });

        assertThat(outcome).isEqualTo(new LandingOutcome.Landed(ready.getFirst()));
        assertThat(shown).isEqualTo(ready);
        assertThat(task(claim).state()).isInstanceOf(TaskState.Completed.class);
    }
}
