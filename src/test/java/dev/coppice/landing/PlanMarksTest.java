package dev.coppice.landing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coppice.database.PostgresResource;
import dev.coppice.git.ExecutionRefs;
import dev.coppice.integration.Integrator;
import dev.coppice.queue.MarksDue;
import dev.coppice.queue.Steering;
import dev.coppice.queue.publication.DoneMarks;
import dev.coppice.queue.publication.Marked;
import dev.coppice.queue.publication.Publications;
import dev.coppice.queue.retention.Deletion;
import dev.coppice.queue.retention.Deletions;
import dev.coppice.report.ExecutionReport;
import dev.coppice.report.MarksReport;
import dev.coppice.submission.Submitted;
import dev.coppice.task.ExecutionId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** What an execution has completed is marked in its plan, by one commit on its result, whenever it ends and whatever dies meanwhile. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class PlanMarksTest extends ASubmittedExecution {

    private static final String FILE = "docs/the plan.md";
    private static final String PLAN = """
            # Things

            ## Batch 1: First

            ### [ ] Task 1.1: One

            Do it.

            ### [ ] Task 1.2: Two

            Do it.

            ### [ ] Task 1.3: Three

            Do it.
            """;

    @Inject
    Handover handover;

    @Inject
    Steering steering;

    @Inject
    DoneMarks marks;

    @Inject
    Publications publications;

    @Inject
    Deletions deletions;

    private ExecutionId queued(boolean autoMerge) {
        return queued(autoMerge, PLAN);
    }

    private ExecutionId queued(boolean autoMerge, String committed) {
        user.write(FILE, committed);
        user.write("other.txt", "other\n");
        user.commitAll("the plan");
        return ((Submitted.Queued)
                        request().plan(PLAN).marking(FILE).autoMerge(autoMerge).submitTo(submission))
                .execution();
    }

    /** Tasks 1.1 and 1.2 are completed, and 1.3 has failed. */
    private ExecutionId failed() {
        var execution = queued(false);
        complete(execution);
        change(
                "update task set state = case number when '1.3' then 'failed' else 'completed' end where execution_id = '"
                        + execution + "'");
        change("update execution set state = 'failed' where id = '" + execution + "'");
        return execution;
    }

    private ExecutionId completed(ExecutionId execution) {
        complete(execution);
        change("update task set state = 'completed' where execution_id = '" + execution + "'");
        return execution;
    }

    private String resultRef(ExecutionId execution) {
        return user.git("rev-parse", new ExecutionRefs(execution).result().name());
    }

    private String planAt(String revision) {
        return user.git("show", revision + ":" + FILE) + "\n";
    }

    private Marked marked(ExecutionId execution) {
        return status(execution).marked().orElseThrow();
    }

    @Test
    void theLastCommitOfTheResultMarksWhatIsCompleted() {
        var execution = completed(queued(true));
        var landed = resultRef(execution);
        assertThat(handover.unsettled(home())).contains(execution);
        assertThat(publications.due(execution)).isEmpty();

        handover.settle(execution);
        handover.settle(execution);

        var tip = resultRef(execution);
        assertThat(user.git("rev-parse", tip + "^")).isEqualTo(landed);
        assertThat(status(execution).resultTip().sha()).isEqualTo(tip);
        assertThat(planAt(tip)).isEqualTo(PLAN.replace("[ ]", "[x]"));
        assertThat(user.git("diff", "--name-only", landed, tip)).isEqualTo(FILE);
        assertThat(user.git("diff", "--numstat", landed, tip)).startsWith("3\t3\t");
        assertThat(user.git("log", "-1", "--format=%an %s", tip))
                .isEqualTo("Coppice chore(pipeline): mark what is done in " + FILE);
        assertThat(user.git("rev-parse", "main")).isEqualTo(tip);
        assertThat(user.git("rev-parse", "coppice/" + execution + "/result")).isEqualTo(tip);
        assertThat(user.git("status", "--porcelain")).isEmpty();
        assertThat(recorded(execution, "execution_marked")).isOne();
        assertThat(handover.unsettled(home())).doesNotContain(execution);
        var report = ExecutionReport.of(status(execution)).marks();
        assertThat(report).isEqualTo(new MarksReport(FILE, "marked", "1.1, 1.2, 1.3", tip));
    }

    @Test
    void whoDiesBetweenTheMoveAndItsRecordIsSucceededByWhoFindsTheMove() {
        var execution = failed();

        dieAfterTheMove(execution);
        var moved = resultRef(execution);
        assertThat(status(execution).resultTip().sha()).isNotEqualTo(moved);
        assertThatThrownBy(() -> steering.retry(execution)).isInstanceOf(MarksDue.class);
        assertThat(deletions.delete(execution)).isInstanceOf(Deletion.Unsettled.class);

        handover.settle(execution);

        assertThat(resultRef(execution)).isEqualTo(moved);
        assertThat(status(execution).resultTip().sha()).isEqualTo(moved);
        assertThat(marked(execution).outcome()).isEqualTo(Marked.Outcome.MARKED);
        assertThat(recorded(execution, "execution_marked")).isOne();
    }

    private void dieAfterTheMove(ExecutionId execution) {
        var due = marks.due(execution).orElseThrow();
        var act = PlanMarks.prepared(user.open(), execution, due);
        assertThatThrownBy(() -> marks.settle(execution, due, () -> {
                    var _ = act.get();
                    throw new IllegalStateException("killed");
                }))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatWasSeenBeforeARetryIsNotDoneAfterIt() {
        var execution = failed();
        var seen = marks.due(execution).orElseThrow();
        var act = PlanMarks.prepared(user.open(), execution, seen);
        handover.settle(execution);
        assertThat(steering.retry(execution)).isOne();
        var tip = resultRef(execution);

        marks.settle(execution, seen, act);

        assertThat(resultRef(execution)).isEqualTo(tip);
        assertThat(status(execution).marked()).isEmpty();
    }

    @Test
    void aLockThatTheDeadLeftIsInNobodysWay() throws IOException {
        var execution = failed();
        var landed = resultRef(execution);
        dieAfterTheMove(execution);
        var moved = resultRef(execution);
        var ref = new ExecutionRefs(execution).result().name();
        user.git("update-ref", ref, landed);
        Files.writeString(user.directory().resolve(".git").resolve(ref + ".lock"), moved + "\n");

        handover.settle(execution);

        assertThat(marked(execution).outcome()).isEqualTo(Marked.Outcome.MARKED);
        assertThat(user.git("rev-parse", resultRef(execution) + "^")).isEqualTo(landed);
    }

    @Test
    void aRetryMarksTheRestAtItsOwnEnd() {
        var execution = failed();
        handover.settle(execution);
        var first = resultRef(execution);
        assertThat(planAt(first))
                .isEqualTo(PLAN.replace("[ ] Task 1.1", "[x] Task 1.1").replace("[ ] Task 1.2", "[x] Task 1.2"));
        assertThat(steering.retry(execution)).isOne();
        assertThat(status(execution).marked()).isEmpty();
        handover.settle(execution);
        assertThat(resultRef(execution)).isEqualTo(first);

        change("update task set state = 'completed' where execution_id = '" + execution + "'");
        change("update execution set state = 'completed', finished_at = now() where id = '" + execution + "'");
        handover.settle(execution);

        assertThat(planAt(resultRef(execution))).isEqualTo(PLAN.replace("[ ]", "[x]"));
        assertThat(user.git("rev-parse", resultRef(execution) + "^")).isEqualTo(first);
        assertThat(marked(execution).detail()).isEqualTo("1.3");
    }

    @Test
    void landingsBelowAndAboveMarksAreStillFound() {
        var execution = queued(false);
        var refs = new ExecutionRefs(execution);
        var below = landing(execution, "1.1");
        change("update task set state = 'completed' where number = '1.1' and execution_id = '" + execution + "'");
        change("update execution set state = 'cancelled', finished_at = now() where id = '" + execution + "'");
        handover.settle(execution);
        var above = landing(execution, "1.2");

        assertThat(new Integrator(user.open()).landings(refs))
                .extracting(landing -> landing.commit().sha())
                .containsExactly(above, below);
    }

    /** A commit with a landing's trailers on top of the result, which the database knows as its tip. */
    private String landing(ExecutionId execution, String task) {
        var tip = resultRef(execution);
        var commit = user.git(
                "commit-tree",
                tip + "^{tree}",
                "-p",
                tip,
                "-m",
                "landed\n\nCoppice-Execution: " + execution + "\nCoppice-Task: " + task + "\nCoppice-Attempt: 1");
        user.git("update-ref", new ExecutionRefs(execution).result().name(), commit);
        change("update execution set result_tip = '" + commit + "' where id = '" + execution + "'");
        return commit;
    }

    @Test
    void aPlanThatATaskHasChangedIsReadAnew() {
        var execution = queued(false);
        user.git("checkout", "-q", "--detach");
        user.write(
                FILE,
                "Before.\r\n\r\n"
                        + PLAN.replace("Task 1.2: Two", "Task 1.2: Split").replace("\n", "\r\n"));
        var landed = user.commitAll("feat: change the plan");
        user.git("checkout", "-q", "main");
        user.git("update-ref", new ExecutionRefs(execution).result().name(), landed.sha());
        change("update task set state = 'completed' where execution_id = '" + execution + "'");
        change("update execution set state = 'completed', finished_at = now(), result_tip = '" + landed
                + "' where id = '" + execution + "'");

        handover.settle(execution);

        var bytes =
                user.open().history().file(status(execution).resultTip(), FILE).orElseThrow();
        assertThat(new String(bytes, ISO_8859_1))
                .startsWith("Before.\r\n\r\n# Things")
                .contains("[x] Task 1.1: One\r\n", "[ ] Task 1.2: Split\r\n", "[x] Task 1.3: Three\r\n");
        assertThat(marked(execution).detail())
                .isEqualTo("1.1, 1.3; not marked: 1.2 (the plan has another task of this number now)");
    }

    @Test
    void aPlanThatATaskHasDeletedIsLeftAndNothingIsCommitted() {
        var execution = queued(true);
        user.git("checkout", "-q", "--detach");
        user.git("rm", "-q", FILE);
        var landed = user.commitAll("feat: away with it");
        user.git("checkout", "-q", "main");
        user.git("update-ref", new ExecutionRefs(execution).result().name(), landed.sha());
        change("update task set state = 'completed' where execution_id = '" + execution + "'");
        change("update execution set state = 'completed', finished_at = now(), result_tip = '" + landed
                + "' where id = '" + execution + "'");

        handover.settle(execution);

        assertThat(resultRef(execution)).isEqualTo(landed.sha());
        assertThat(marked(execution).outcome()).isEqualTo(Marked.Outcome.LEFT);
        assertThat(user.git("rev-parse", "main")).isEqualTo(landed.sha());
    }

    @Test
    void whereNothingIsToBeMarkedNothingIsCommitted() {
        var execution = completed(queued(false, PLAN.replace("[ ]", "[x]")));
        var landed = resultRef(execution);

        handover.settle(execution);

        assertThat(resultRef(execution)).isEqualTo(landed);
        assertThat(marked(execution).outcome()).isEqualTo(Marked.Outcome.NOTHING);
    }

    @Test
    void aResultThatSomebodyElseMovedIsNotMarked() {
        var execution = completed(queued(false));
        var theirs = user.head().sha();
        user.git("update-ref", new ExecutionRefs(execution).result().name(), theirs);

        handover.settle(execution);

        assertThat(resultRef(execution)).isEqualTo(theirs);
        assertThat(marked(execution).outcome()).isEqualTo(Marked.Outcome.LEFT);
    }

    @Test
    void nothingIsMarkedWhileItRunsOrWhereNobodyAskedForIt() {
        var running = queued(false);
        handover.settle(running);
        assertThat(status(running).marked()).isEmpty();

        var other = ((Submitted.Queued) request().plan(PLAN).submitTo(submission)).execution();
        completed(other);
        var landed = resultRef(other);
        handover.settle(other);
        assertThat(resultRef(other)).isEqualTo(landed);
        assertThat(ExecutionReport.of(status(other)).marks()).isNull();
    }

    @Test
    void aPlanThatIsNotPartOfTheBaseIsRefused() {
        user.write(FILE, PLAN);
        for (String file : new String[] {
            FILE, "docs", "../plan.md", "/etc/passwd", "docs/../x.md", ".git/config", "", " ", "a\nb.md", "*.md"
        }) {
            assertThat(request().plan(PLAN).marking(file).submitTo(submission))
                    .as(file)
                    .isInstanceOfSatisfying(
                            Submitted.BadRequest.class,
                            refused -> assertThat(refused.field()).isEqualTo("mark_done"));
        }
    }
}
