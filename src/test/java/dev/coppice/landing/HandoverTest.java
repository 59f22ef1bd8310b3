package dev.coppice.landing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.queue.Steering;
import dev.coppice.queue.publication.Published;
import dev.coppice.report.ExecutionReport;
import dev.coppice.submission.Submitted;
import dev.coppice.task.ExecutionId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** The last act of an execution may come at once, late, twice, or after a death. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class HandoverTest extends ASubmittedExecution {

    @Inject
    Steering steering;

    @Inject
    Handover handover;

    private ExecutionId queued(boolean autoMerge) {
        return ((Submitted.Queued) request().autoMerge(autoMerge).submitTo(submission)).execution();
    }

    @Test
    void aCompletedExecutionIsPublishedOnceHoweverOftenItIsHandedOver() {
        var execution = queued(true);
        complete(execution);
        assertThat(handover.unsettled(home())).contains(execution);

        handover.settle(execution);
        handover.settle(execution);

        assertThat(user.git("rev-parse", "main"))
                .isEqualTo(status(execution).resultTip().sha());
        assertThat(status(execution).published()).map(Published::outcome).contains(Published.Outcome.MERGED);
        assertThat(recorded(execution, "execution_published")).isOne();
        assertThat(handover.unsettled(home())).doesNotContain(execution);
        var report = ExecutionReport.of(status(execution)).publication();
        assertThat(report).isNotNull();
        assertThat(report.outcome()).isEqualTo("merged");
    }

    @Test
    void aBranchThatWasMovedBeforeADeathIsRecordedAsMerged() {
        var execution = queued(true);
        complete(execution);
        user.git("merge", "-q", "--ff-only", status(execution).resultTip().sha());

        handover.settle(execution);

        assertThat(status(execution).published()).map(Published::outcome).contains(Published.Outcome.MERGED);
    }

    @Test
    void aUsersCommitInBetweenIsLeftAlone() {
        var execution = queued(true);
        complete(execution);
        user.write("mine.txt", "mine\n");
        var mine = user.commitAll("mine");

        handover.settle(execution);

        assertThat(user.head()).isEqualTo(mine);
        assertThat(status(execution).published()).map(Published::outcome).contains(Published.Outcome.LEFT);
    }

    @Test
    void nothingIsMergedThatWasNotAskedFor() {
        var execution = queued(false);
        complete(execution);
        var before = user.belongings();

        handover.settle(execution);

        assertThat(user.belongings()).isEqualTo(before);
        assertThat(status(execution).published()).isEmpty();
        var report = ExecutionReport.of(status(execution)).publication();
        assertThat(report).isNotNull();
        assertThat(report.outcome()).isEqualTo("not_requested");
        assertThat(report.detail()).isEqualTo("git merge coppice/" + execution + "/result");
        assertThat(user.git("rev-parse", "coppice/" + execution + "/result"))
                .isEqualTo(status(execution).resultTip().sha());
    }

    @Test
    void whatIsNotCompletedIsNotMerged() {
        var execution = queued(true);
        complete(execution);
        change("update execution set state = 'failed' where id = '" + execution + "'");

        handover.settle(execution);

        assertThat(user.git("rev-parse", "main"))
                .isNotEqualTo(status(execution).resultTip().sha());
        assertThat(ExecutionReport.of(status(execution)).publication()).isNull();
    }
}
