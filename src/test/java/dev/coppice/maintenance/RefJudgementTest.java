package dev.coppice.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.git.BlobId;
import dev.coppice.git.ExecutionRefs;
import dev.coppice.git.OwnRef;
import dev.coppice.git.PresentRef;
import dev.coppice.git.RefName;
import dev.coppice.git.RefValue;
import dev.coppice.queue.ExecutionSummary;
import dev.coppice.task.CommitId;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.ExecutionMode;
import dev.coppice.task.ExecutionState;
import dev.coppice.task.TaskNumber;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RefJudgementTest {

    private static final ExecutionId EXECUTION = new ExecutionId("exec_0123456789ab");
    private static final ExecutionRefs REFS = new ExecutionRefs(EXECUTION);
    private static final TaskNumber LANDED = new TaskNumber("1.1");
    private static final TaskNumber FAILED = new TaskNumber("1.2");
    private static final CommitId TIP = new CommitId("a".repeat(40));
    private static final CommitId LANDED_WORK = new CommitId("b".repeat(40));
    private static final CommitId FAILED_WORK = new CommitId("c".repeat(40));
    private static final Instant NOW = Instant.parse("2026-03-31T12:00:00Z");

    private final Map<OwnRef, PresentRef> refs = new LinkedHashMap<>();

    private void put(RefName name, RefValue value) {
        refs.put(OwnRef.of(name.name()).orElseThrow(), new PresentRef(name.name(), value, ""));
    }

    /** As a failed execution leaves them: one task landed, one did not. */
    @BeforeEach
    void leaveRefs() {
        put(REFS.result(), new RefValue.OfCommit(TIP));
        put(REFS.branch(), new RefValue.OfCommit(TIP));
        put(REFS.fence(LANDED), new RefValue.OfCommit(TIP));
        put(REFS.attempt(LANDED, 1), new RefValue.OfCommit(LANDED_WORK));
        put(REFS.fence(FAILED), new RefValue.OfBlob(new BlobId("d".repeat(40))));
        put(REFS.attempt(FAILED, 1), new RefValue.OfCommit(FAILED_WORK));
    }

    private static Optional<ExecutionSummary> known(ExecutionState state, int daysAgo) {
        var ended = state.isFinal() ? Optional.of(NOW.minus(Duration.ofDays(daysAgo))) : Optional.<Instant>empty();
        return Optional.of(new ExecutionSummary(
                EXECUTION,
                state,
                Path.of("/r"),
                ExecutionMode.WORKTREE,
                "plan.md",
                "hash",
                Instant.EPOCH,
                ended,
                Optional.empty()));
    }

    private RefJudgement judge(Optional<ExecutionSummary> known, Set<CommitId> unmerged) {
        return RefJudgement.of(new RefFacts(
                EXECUTION,
                Path.of("/r"),
                known,
                refs,
                unmerged,
                Set.of(TIP),
                Set.of(new OwnRef.Attempt(EXECUTION, LANDED, 1)),
                "main",
                new Retention(Duration.ofDays(30), NOW)));
    }

    private static List<String> doomed(RefJudgement judgement) {
        return judgement.doomed().stream().map(PresentRef::name).toList();
    }

    @Test
    void ofAMergedExecutionAllGoesButTheWorkThatDidNotLand() {
        var judgement = judge(known(ExecutionState.FAILED, 1), Set.of(LANDED_WORK, FAILED_WORK));

        assertThat(doomed(judgement))
                .hasSize(5)
                .doesNotContain(REFS.attempt(FAILED, 1).name());
        assertThat(judgement.removals())
                .hasSize(5)
                .allMatch(removal -> !removal.why().isEmpty());
        assertThat(judgement.kept()).extracting(Kept::why).containsExactly("it did not land; kept until 2026-04-29");
    }

    @Test
    void workThatDidNotLandGoesWhenItsTimeIsOver() {
        var judgement = judge(known(ExecutionState.FAILED, 30), Set.of(LANDED_WORK, FAILED_WORK));

        assertThat(doomed(judgement)).hasSize(6);
    }

    @Test
    void anUnmergedResultStaysForEverWithWhatLandedOnIt() {
        var judgement = judge(known(ExecutionState.FAILED, 1000), Set.of(TIP, LANDED_WORK, FAILED_WORK));

        assertThat(doomed(judgement)).containsExactly(REFS.attempt(FAILED, 1).name());
        assertThat(judgement.kept()).extracting(Kept::why).containsExactly("it is part of no branch of yours");
    }

    @Test
    void nothingOfAnExecutionThatMayGoOnIsTouched() {
        for (var state : List.of(ExecutionState.QUEUED, ExecutionState.EXECUTING, ExecutionState.PAUSED)) {
            assertThat(doomed(judge(known(state, 0), Set.of()))).isEmpty();
        }
    }

    @Test
    void anUnknownExecutionWithAnAttemptUnderWayIsLeftAlone() {
        var judgement = judge(Optional.empty(), Set.of(LANDED_WORK, FAILED_WORK));

        assertThat(doomed(judgement)).isEmpty();
        assertThat(judgement.kept()).singleElement().matches(kept -> kept.why().contains("does not know it"));
    }

    @Test
    void anUnknownExecutionThatHasLandedGoesButNeverItsUnlandedWork() {
        refs.remove(new OwnRef.Fence(EXECUTION, FAILED));

        var judgement = judge(Optional.empty(), Set.of(LANDED_WORK, FAILED_WORK));

        assertThat(doomed(judgement))
                .hasSize(4)
                .doesNotContain(REFS.attempt(FAILED, 1).name());
        assertThat(judgement.kept()).extracting(Kept::why).containsExactly("it did not land");
    }

    @Test
    void withoutAResultNothingIsTakenForLanded() {
        refs.remove(new OwnRef.Result(EXECUTION));
        refs.remove(new OwnRef.Branch(EXECUTION));

        var judgement = judge(known(ExecutionState.COMPLETED, 1), Set.of(LANDED_WORK, FAILED_WORK));

        assertThat(doomed(judgement))
                .containsExactly(REFS.fence(LANDED).name(), REFS.fence(FAILED).name());
        assertThat(judgement.kept()).hasSize(2);
    }
}
