package dev.coppice.landing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.OwnFolder;
import dev.coppice.database.PostgresResource;
import dev.coppice.event.EventLog;
import dev.coppice.event.Position;
import dev.coppice.git.ExecutionRefs;
import dev.coppice.git.TestRepository;
import dev.coppice.queue.Driver;
import dev.coppice.queue.ExecutionReport;
import dev.coppice.queue.ExecutionSettings;
import dev.coppice.queue.ExecutionStatus;
import dev.coppice.queue.Executions;
import dev.coppice.queue.Published;
import dev.coppice.queue.Scheduling;
import dev.coppice.queue.Steering;
import dev.coppice.submission.BatchRange;
import dev.coppice.submission.PlanRequest;
import dev.coppice.submission.Submission;
import dev.coppice.submission.Submitted;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.ExecutionMode;
import dev.coppice.task.HomeId;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The last act of an execution may come at once, late, twice, or after a death. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class HandoverTest {

    @TempDir
    Path folder;

    @Inject
    Submission submission;

    @Inject
    Executions executions;

    @Inject
    Steering steering;

    @Inject
    Handover handover;

    @Inject
    EventLog events;

    @Inject
    OwnFolder own;

    @Inject
    AgroalDataSource database;

    private TestRepository user;

    @BeforeEach
    void prepare() {
        user = TestRepository.create(folder.resolve("user"));
    }

    private Submitted submit(String base, boolean autoMerge, ExecutionMode mode) {
        var settings = new ExecutionSettings("shell", List.of(), "host", Duration.ofMinutes(5), 2);
        var plan = "## Batch 1: One\n\n### Task 1.1: Only\n\nDo it.\n";
        return submission.submit(new PlanRequest(
                "plan.md",
                plan,
                BatchRange.ALL,
                user.directory(),
                mode,
                base,
                autoMerge,
                false,
                settings,
                new HomeId(own.id()),
                Driver.RUN,
                Scheduling.usual()));
    }

    private ExecutionId queued(boolean autoMerge) {
        return ((Submitted.Queued) submit("HEAD", autoMerge, ExecutionMode.WORKTREE)).execution();
    }

    /** As landings leave it: the result's ref is moved, and the rows say completed; then the process dies. */
    private void complete(ExecutionId execution) {
        user.git("checkout", "-q", "--detach");
        user.write("landed.txt", "landed\n");
        var landed = user.commitAll("feat: landed");
        user.git("checkout", "-q", "main");
        user.git("update-ref", new ExecutionRefs(execution).result().name(), landed.sha());
        change("update execution set state = 'completed', finished_at = now(), result_tip = '" + landed
                + "' where id = '" + execution + "'");
    }

    private void change(String statement) {
        try (var connection = database.getConnection();
                var prepared = connection.createStatement()) {
            prepared.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    private ExecutionStatus status(ExecutionId execution) {
        return executions.find(execution).orElseThrow();
    }

    private long published(ExecutionId execution) {
        return events.after(execution, Position.START, 100).stream()
                .filter(event -> event.what().equals("execution_published"))
                .count();
    }

    @Test
    void aCompletedExecutionIsPublishedOnceHoweverOftenItIsHandedOver() {
        var execution = queued(true);
        complete(execution);
        assertThat(handover.unsettled(new HomeId(own.id()))).contains(execution);

        handover.settle(execution);
        handover.settle(execution);

        assertThat(user.git("rev-parse", "main"))
                .isEqualTo(status(execution).resultTip().sha());
        assertThat(status(execution).published()).map(Published::outcome).contains(Published.Outcome.MERGED);
        assertThat(published(execution)).isOne();
        assertThat(handover.unsettled(new HomeId(own.id()))).doesNotContain(execution);
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
