package dev.coppice.landing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.git.TestRepository;
import dev.coppice.queue.publication.PushStanding;
import dev.coppice.queue.publication.Pushes;
import dev.coppice.queue.retention.Deletion;
import dev.coppice.queue.retention.Deletions;
import dev.coppice.report.ExecutionReport;
import dev.coppice.report.PushReport;
import dev.coppice.submission.Submitted;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.ExecutionState;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A completed result is pushed at once, late, again, or after a death, and what came of it is recorded once. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ResultPushTest extends ASubmittedExecution {

    @Inject
    Handover handover;

    @Inject
    ResultPush pushes;

    @Inject
    Pushes rows;

    @Inject
    Deletions deletions;

    private Path remote;

    @BeforeEach
    void prepare() {
        remote = folder.resolve("remote.git");
        user.git("init", "-q", "--bare", "-b", "main", remote.toString());
        user.git("remote", "add", "origin", remote.toString());
        user.git("push", "-q", "origin", "main");
    }

    private Submitted submit(boolean autoMerge, String push) {
        return request().autoMerge(autoMerge).push(push).submitTo(submission);
    }

    private ExecutionId completed(boolean autoMerge, String push) {
        var execution = ((Submitted.Queued) submit(autoMerge, push)).execution();
        complete(execution);
        return execution;
    }

    private PushStanding standing(ExecutionId execution) {
        return status(execution).push().orElseThrow();
    }

    private String there(String branch) {
        return TestRepository.git(remote, "for-each-ref", "--format=%(objectname)", "refs/heads/" + branch);
    }

    private void assertPushed(ExecutionId execution, String branch) {
        assertThat(standing(execution).outcome()).isEqualTo(PushStanding.Outcome.PUSHED);
        assertThat(there(branch)).isEqualTo(status(execution).resultTip().sha());
        assertThat(recorded(execution, "execution_pushed")).isOne();
    }

    @Test
    void aResultIsPushedUnderItsOwnNameOnceHoweverOftenItIsTried() {
        var execution = completed(false, "origin");
        assertThat(standing(execution).outcome()).isEqualTo(PushStanding.Outcome.PENDING);
        assertThat(pushes.due(home())).contains(execution);

        pushes.push(execution);
        pushes.push(execution);

        assertPushed(execution, execution.resultBranch());
        assertThat(pushes.due(home())).doesNotContain(execution);
        var report = ExecutionReport.of(status(execution)).push();
        assertThat(report)
                .isEqualTo(new PushReport(
                        "origin",
                        execution.resultBranch(),
                        "pushed",
                        "the result was pushed to " + execution.resultBranch() + " at origin"));
    }

    @Test
    void aDeathBetweenThePushAndItsRecordIsPutRightByTheNextOwner() {
        var execution = completed(false, "origin:main");
        var taken = rows.take(execution, Duration.ofHours(1));
        user.git("push", "-q", "origin", status(execution).resultTip() + ":refs/heads/main");

        pushes.push(execution);
        var beforeTakeover = standing(execution).outcome();
        pushes.release(home());
        pushes.push(execution);

        assertThat(taken).isPresent();
        assertThat(beforeTakeover).isEqualTo(PushStanding.Outcome.PENDING);
        assertPushed(execution, "main");
    }

    @Test
    void aRemoteThatIsAwayMakesNothingFailAndIsAskedAgainAfterGrowingPauses() throws IOException {
        var execution = completed(false, "origin");
        Files.move(remote, folder.resolve("away.git"));

        pushes.push(execution);
        var due = pushes.due(home());
        change("update execution set push_next_at = push_next_at - interval '6 seconds' where id = '" + execution
                + "'");
        var dueAfterFive = pushes.due(home());
        pushes.push(execution);
        change("update execution set push_next_at = push_next_at - interval '6 seconds' where id = '" + execution
                + "'");
        var dueAfterFiveMore = pushes.due(home());

        assertThat(status(execution).state()).isEqualTo(ExecutionState.COMPLETED);
        assertThat(standing(execution).outcome()).isEqualTo(PushStanding.Outcome.PENDING);
        assertThat(standing(execution).detail()).contains("by hand: git -C " + user.directory() + " push origin ");
        assertThat(due).doesNotContain(execution);
        assertThat(dueAfterFive).contains(execution);
        assertThat(dueAfterFiveMore).doesNotContain(execution);
        assertThat(deletions.delete(execution)).isInstanceOf(Deletion.Unsettled.class);
        Files.move(folder.resolve("away.git"), remote);
        pushes.endPause(execution);
        pushes.push(execution);
        assertPushed(execution, execution.resultBranch());
    }

    @Test
    void ofTwoServicesOneHasTheTryAndBothEndWithOneRecord() {
        var execution = completed(false, "origin");

        Stream.of(1, 2, 3, 4)
                .map(_ -> CompletableFuture.runAsync(() -> pushes.push(execution)))
                .toList()
                .forEach(CompletableFuture::join);

        assertPushed(execution, execution.resultBranch());
        assertThat(rows.take(execution, Duration.ofHours(1))).isEmpty();
    }

    @Test
    void aTryThatAnotherServiceHasIsNotTaken() {
        var execution = completed(false, "origin");

        assertThat(rows.take(execution, Duration.ofHours(1))).isPresent();
        assertThat(rows.take(execution, Duration.ofHours(1))).isEmpty();
    }

    @Test
    void whatIsMergedAsWellIsMergedFirst() {
        var execution = completed(true, "origin:main");
        pushes.push(execution);
        var before = standing(execution).outcome();

        handover.settle(execution);
        pushes.push(execution);

        assertThat(before).isEqualTo(PushStanding.Outcome.PENDING);
        assertThat(user.head()).isEqualTo(status(execution).resultTip());
        assertPushed(execution, "main");
    }

    @Test
    void aBaseBranchThatCouldNotBeMergedHereIsNotPushedEither() {
        var execution = completed(true, "origin:main");
        user.write("mine.txt", "mine\n");
        user.commitAll("mine");
        var before = there("main");

        handover.settle(execution);
        pushes.push(execution);

        assertThat(there("main")).isEqualTo(before);
        assertThat(standing(execution).outcome()).isEqualTo(PushStanding.Outcome.LEFT);
        var merge = status(execution).published().orElseThrow().detail();
        TestRepository.shell(folder, merge.substring(merge.indexOf("by hand: ") + 9) + " --no-edit");
        var push = standing(execution).detail();
        TestRepository.shell(folder, push.substring(push.indexOf("by hand: ") + 9));
        assertThat(there("main")).isEqualTo(user.head().sha());
    }

    @Test
    void anotherBranchIsPushedAllTheSame() {
        var execution = completed(true, "origin:review");
        user.write("mine.txt", "mine\n");
        user.commitAll("mine");

        handover.settle(execution);
        pushes.push(execution);

        assertPushed(execution, "review");
    }

    @Test
    void whatIsNotCompletedIsNotPushed() {
        var execution = completed(false, "origin");
        change("update execution set state = 'failed' where id = '" + execution + "'");

        pushes.push(execution);

        assertThat(there("coppice/")).isEmpty();
        assertThat(standing(execution).outcome()).isEqualTo(PushStanding.Outcome.PENDING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "upstream",
                "ext::sh -c touch% /tmp/x",
                "https://example.org/x.git",
                "../remote.git",
                "--receive-pack=x",
                "origin:",
                "origin:-x",
                "origin:a b",
                "origin:a..b",
                "origin:a:b",
                "origin:HEAD",
                "origin:@{-1}",
                "origin:refs/heads/main",
                "origin:main~1",
                "origin:x.lock"
            })
    void whatIsNoRemoteOrNoBranchIsRefusedBeforeAnythingIsWritten(String push) {
        var refused = submit(false, push);

        assertThat(refused)
                .isInstanceOfSatisfying(
                        Submitted.BadRequest.class,
                        bad -> assertThat(bad.field()).isEqualTo("push"));
        assertThat(user.git("for-each-ref", "refs/coppice")).isEmpty();
    }

    /** The repository says that such addresses are fine, as an agent could have it say. */
    @ParameterizedTest
    @ValueSource(strings = {"address", "helper"})
    void anAddressThatIsACommandIsNotRun(String place) {
        var mark = folder.resolve("was-run");
        user.git("config", "protocol.ext.allow", "always");
        user.git("config", "protocol.allow", "always");
        if (place.equals("address")) {
            user.git("remote", "set-url", "origin", "ext::touch " + mark);
        } else {
            user.git("remote", "set-url", "origin", "touch " + mark);
            user.git("config", "remote.origin.vcs", "ext");
        }

        if (submit(false, "origin") instanceof Submitted.Queued(var execution, var _)) {
            complete(execution);
            pushes.push(execution);
            assertThat(standing(execution).outcome()).isNotEqualTo(PushStanding.Outcome.PUSHED);
        }

        assertThat(mark).doesNotExist();
    }

    @Test
    void aRemoteOfSeveralAddressesIsRefused() {
        user.git("remote", "set-url", "--add", "origin", "https://example.org/x.git");

        assertThat(submit(false, "origin")).isInstanceOf(Submitted.BadRequest.class);
    }
}
