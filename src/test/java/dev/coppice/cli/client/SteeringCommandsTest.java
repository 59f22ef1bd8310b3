package dev.coppice.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.api.ApiResource;
import dev.coppice.database.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** The commands that change the course of what runs. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(ApiResource.class)
class SteeringCommandsTest extends AWorkingService {

    @Test
    void oneTaskIsCancelledAndTriedAgainWithWordsForItsAgent() throws Exception {
        var execution = submitted(ENDLESS);
        awaitPhase(execution, "running");

        var cancelled = run(new CancelCommand(), execution, "1.1", "--json");
        var end = run(new WatchCommand(), execution);
        var again = run(new CancelCommand(), execution, "1.1");
        var unclear = run(new RetryCommand(), execution, "--comment", "Use the old table.");
        var retried = run(new RetryCommand(), execution, "1.1", "--comment", "Use the old table.", "--json");

        assertThat(cancelled.exitCode()).isZero();
        assertThat(cancelled.line()).contains("\"task_number\":\"1.1\"");
        assertThat(end.exitCode()).isEqualTo(1);
        assertThat(end.messages()).contains("failed: 0 of 1 tasks completed, 0 failed, 0 skipped, 1 cancelled, in ");
        assertThat(again.exitCode()).isZero();
        assertThat(unclear.exitCode()).isEqualTo(2);
        assertThat(unclear.messages()).contains("--comment is about one task");
        assertThat(retried.exitCode()).isZero();
        assertThat(retried.line()).contains("\"task_number\":\"1.1\"");
        run(new CancelCommand(), execution);
    }

    @Test
    void anExecutionIsPausedResumedAndCancelled() throws Exception {
        var execution = submitted(ENDLESS);
        awaitPhase(execution, "running");

        var paused = run(new PauseCommand(), execution, "--release-running");
        var watched = run(new WatchCommand(), execution);
        var resumed = run(new ResumeCommand(), execution, "--json");
        var cancelled = run(new CancelCommand(), execution);
        var end = run(new WatchCommand(), execution);

        assertThat(paused.line()).startsWith(execution + " paused (requested): 0 of 1 tasks completed");
        assertThat(watched.exitCode()).isEqualTo(3);
        assertThat(watched.messages()).contains("to go on: coppice resume " + execution);
        assertThat(resumed.exitCode()).isZero();
        assertThat(resumed.line()).startsWith("{\"execution_id\":\"" + execution + "\"");
        assertThat(cancelled.exitCode()).isZero();
        assertThat(end.exitCode()).isEqualTo(1);
        assertThat(end.messages()).contains("cancelled: 0 of 1 tasks completed");
        assertThat(run(new PauseCommand(), execution).exitCode()).isEqualTo(2);
    }

    @Test
    void whatFailedIsRetriedAsAWholeOrTaskByTask() throws Exception {
        var execution = submitted(BAD);
        assertThat(run(new WatchCommand(), execution).exitCode()).isEqualTo(1);

        assertThat(run(new RetryCommand(), execution, "1.2").exitCode()).isZero();
        assertThat(run(new WatchCommand(), execution).exitCode()).isEqualTo(1);
        assertThat(run(new RetryCommand(), execution, "--budget", "5").exitCode())
                .isZero();
        assertThat(run(new WatchCommand(), execution).exitCode()).isEqualTo(1);

        assertThat(run(new StatusCommand(), execution).output()).contains("1.2\tfailed: check_failed\t3\t");
        var done = run(new RetryCommand(), execution, "1.1");
        assertThat(done.exitCode()).as(done.output()).isEqualTo(2);
        assertThat(done.messages()).contains("task 1.1 is completed");
    }

    @Test
    void whatWaitsForApprovalIsShownApprovedAndRejected() throws Exception {
        var execution = submitted(GOOD.replace("Good\n", "Good\n\n**Approval:** required\n") + """

                ### Task 1.2: Never

                **Approval:** required
                """);

        var status = run(new StatusCommand(), execution);
        var approved = run(new ApproveCommand(), execution, "1.1", "--comment", "Fine.");
        var rejected = run(new RejectCommand(), execution, "--all", "--comment", "Never.", "--json");
        var watched = run(new WatchCommand(), execution);

        assertThat(status.output())
                .startsWith(execution + " queued: 0 of 2 tasks completed, 2 waiting for approval, ")
                .contains("1.1\tqueued: waits for approval\t")
                .contains("to approve: coppice approve " + execution + " --server http://localhost:");
        assertThat(approved.exitCode()).as(approved.messages()).isZero();
        assertThat(approved.line()).startsWith(execution + " ").contains("1 waiting for approval");
        assertThat(rejected.line()).startsWith("{\"execution_id\":\"" + execution + "\"");
        assertThat(watched.exitCode()).isEqualTo(1);
        assertThat(watched.messages()).contains("task 1.2 was rejected by local: Never.");
        assertThat(run(new StatusCommand(), execution).output()).contains("1.2\tcancelled: rejected\t");
        assertThat(run(new ApproveCommand(), execution, "1.2").exitCode()).isEqualTo(2);
        assertThat(run(new ApproveCommand(), execution, "--batch", "7").messages())
                .contains("there is no batch 7");
    }
}
