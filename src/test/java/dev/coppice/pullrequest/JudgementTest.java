package dev.coppice.pullrequest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.forge.Check;
import dev.coppice.forge.MergeMethod;
import dev.coppice.forge.PullRequest;
import dev.coppice.forge.Standing;
import dev.coppice.forge.Standing.Mergeability;
import dev.coppice.queue.publication.PullRequestStanding.State;
import dev.coppice.queue.publication.PullRequestWish;
import dev.coppice.task.CommitId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A request is merged only if everything speaks for it. */
class JudgementTest {

    private static final CommitId RESULT = new CommitId("a".repeat(40));
    private static final CommitId OTHER = new CommitId("b".repeat(40));
    private static final Duration OLD = Duration.ofMinutes(10);
    private static final Duration SETTLE = Duration.ofMinutes(1);
    private static final Check PASSED = new Check("build", Check.Outcome.PASSED);
    private static final Check FAILED = new Check("lint", Check.Outcome.FAILED);
    private static final Check PENDING = new Check("slow", Check.Outcome.PENDING);

    private static PullRequestWish wish(Optional<MergeMethod> merge, Optional<List<String>> checks) {
        return new PullRequestWish("hub", "acme/weather", "work", "main", "T", false, List.of(), merge, false, checks);
    }

    private static final PullRequestWish MERGE = wish(Optional.of(MergeMethod.SQUASH), Optional.empty());

    private static Standing standing(Mergeability mergeability, Check... checks) {
        return new Standing(request(PullRequest.State.OPEN, RESULT, false), mergeability, List.of(checks));
    }

    private static PullRequest request(PullRequest.State state, CommitId head, boolean isDraft) {
        return new PullRequest(1, "https://x/1", state, head, isDraft);
    }

    private static Judgement judged(Standing standing, PullRequestWish wish, Duration age) {
        return Judgement.of(standing, wish, RESULT, age, SETTLE);
    }

    private static Judgement judged(Standing standing) {
        return judged(standing, MERGE, OLD);
    }

    private static Judgement.End never(String reason) {
        return new Judgement.End(State.NOT_MERGEABLE, reason);
    }

    @Test
    void whatIsGreenAndMergeableIsMerged() {
        assertThat(judged(standing(new Mergeability.Mergeable(), PASSED))).isEqualTo(new Judgement.Merge());
    }

    @Test
    void aPendingCheckIsWaitedFor() {
        assertThat(judged(standing(new Mergeability.Mergeable(), PASSED, PENDING)))
                .isEqualTo(new Judgement.Wait("the check slow is not at its end"));
    }

    @Test
    void aFailedCheckIsTheEnd() {
        assertThat(judged(standing(new Mergeability.Mergeable(), PENDING, FAILED)))
                .isEqualTo(never("the check lint has failed"));
    }

    @Test
    void namedChecksAreTheOnesThatCount() {
        var named = wish(Optional.of(MergeMethod.MERGE), Optional.of(List.of("build", "deploy")));

        assertThat(judged(standing(new Mergeability.Mergeable(), PASSED, FAILED, PENDING), named, OLD))
                .isEqualTo(new Judgement.Wait("nobody has reported the check deploy yet"));
        var all = standing(
                new Mergeability.Mergeable(), PASSED, FAILED, PENDING, new Check("deploy", Check.Outcome.PASSED));
        assertThat(judged(all, named, OLD)).isEqualTo(new Judgement.Merge());
    }

    @Test
    void whatTheForgeRequiresCountsWhateverIsNamed() {
        var named = wish(Optional.of(MergeMethod.MERGE), Optional.of(List.of()));

        assertThat(judged(standing(new Mergeability.NotYet("a review"), PASSED), named, OLD))
                .isEqualTo(new Judgement.Wait("a review"));
        assertThat(judged(standing(new Mergeability.Mergeable(), FAILED), named, OLD))
                .isEqualTo(new Judgement.Merge());
    }

    @Test
    void checksHaveAMomentToBegin() {
        var quiet = standing(new Mergeability.Mergeable());

        assertThat(judged(quiet, MERGE, Duration.ofSeconds(59)))
                .isEqualTo(new Judgement.Wait("checks have a moment to begin"));
        assertThat(judged(quiet, MERGE, SETTLE)).isEqualTo(new Judgement.Merge());
    }

    @Test
    void whatCannotBeMergedIsNotWaitedFor() {
        assertThat(judged(standing(new Mergeability.Never("it conflicts"), PENDING)))
                .isEqualTo(never("it conflicts"));
    }

    @Test
    void whatIsNotKnownYetIsWaitedFor() {
        assertThat(judged(standing(new Mergeability.Unknown(), PASSED))).isInstanceOf(Judgement.Wait.class);
    }

    @Test
    void aDraftIsWaitedFor() {
        var draft = new Standing(
                request(PullRequest.State.OPEN, RESULT, true), new Mergeability.Mergeable(), List.of(PASSED));

        assertThat(judged(draft)).isEqualTo(new Judgement.Wait("it is a draft"));
    }

    @Test
    void onlyTheResultIsMergedAndAForgeMayNoticeItLate() {
        var moved = new Standing(
                request(PullRequest.State.OPEN, OTHER, false), new Mergeability.Mergeable(), List.of(PASSED));

        assertThat(judged(moved, MERGE, Duration.ofSeconds(30))).isInstanceOf(Judgement.Wait.class);
        assertThat(judged(moved, MERGE, OLD))
                .isEqualTo(never("its branch is at bbbbbbbbbb, not at the result: somebody else has pushed to it"));
    }

    @Test
    void whatIsForPeopleToMergeIsNeverMerged() {
        var plain = wish(Optional.empty(), Optional.empty());

        assertThat(judged(standing(new Mergeability.Mergeable(), PASSED), plain, OLD))
                .isEqualTo(new Judgement.Wait(""));
    }

    @Test
    void anEndOverThereIsAnEndHere() {
        var merged =
                new Standing(request(PullRequest.State.MERGED, OTHER, false), new Mergeability.Unknown(), List.of());
        var closed =
                new Standing(request(PullRequest.State.CLOSED, RESULT, false), new Mergeability.Unknown(), List.of());

        assertThat(judged(merged)).isEqualTo(new Judgement.End(State.MERGED, ""));
        assertThat(judged(closed)).isEqualTo(new Judgement.End(State.CLOSED, "somebody closed it without merging it"));
    }

    @Test
    void theNameOfACheckIsShownOnOneLine() {
        var evil = new Check("a\u001b[2J\nb" + "x".repeat(500), Check.Outcome.FAILED);

        assertThat(judged(standing(new Mergeability.Mergeable(), evil)))
                .isInstanceOfSatisfying(
                        Judgement.End.class,
                        end -> assertThat(end.reason())
                                .startsWith("the check a bxxx")
                                .hasSizeLessThan(150));
    }
}
