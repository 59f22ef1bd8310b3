package dev.coppice.forge.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.coppice.forge.Check;
import dev.coppice.forge.ForgeFailure;
import dev.coppice.forge.ForgeServer.Answer;
import dev.coppice.forge.MergeMethod;
import dev.coppice.forge.NewPullRequest;
import dev.coppice.forge.PullRequest;
import dev.coppice.forge.Standing.Mergeability;
import dev.coppice.forge.http.HostCalls;
import dev.coppice.git.TestRepository;
import dev.coppice.task.CommitId;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What GitHub is told and what its answers mean; where its own description is installed, it has nothing against any of it. */
class GitHubForgeTest {

    @TempDir
    Path folder;

    private GitHubStandIn hub;
    private GitHubForge forge;
    private CommitId head;

    @BeforeEach
    void prepare() {
        hub = new GitHubStandIn(0, folder);
        var user = TestRepository.create(folder.resolve("user"));
        user.git("push", "-q", hub.remote(), "main");
        user.git("checkout", "-q", "-b", "work");
        user.write("new.txt", "new\n");
        head = user.commitAll("new");
        user.git("push", "-q", hub.remote(), "work");
        var calls = new HostCalls("hub", URI.create(hub.server().address() + "/api/v3"), () -> "token");
        forge = new GitHubForge(calls, hub.server().address(), "acme/weather");
    }

    @AfterEach
    void theDescriptionHasNothingAgainstIt() {
        hub.close();
        assertThat(hub.objections()).isEmpty();
    }

    private static NewPullRequest wanted() {
        return new NewPullRequest("work", "main", "A title", "Some *words*", false, List.of("bot"));
    }

    @Test
    void theDescriptionIsAtHandAndItsOwnExamplesAreAsItSays() {
        var description = Description.orSkip();

        forge.open(wanted());

        assertThat(description.example("pull-request").path("number").asInt()).isPositive();
    }

    @Test
    void aRequestIsOpenedAndFoundAgain() {
        var none = forge.find("work", "main", head);

        var opened = forge.open(wanted());
        forge.label(opened, List.of("bot", "two words"));

        assertThat(none).isEmpty();
        assertThat(opened)
                .isEqualTo(new PullRequest(
                        12, hub.server().address() + "/acme/weather/pull/12", PullRequest.State.OPEN, head, false));
        assertThat(forge.find("work", "main", head)).contains(opened);
        assertThat(forge.find("work", "other", head)).isEmpty();
        var there = hub.requests().getFirst();
        assertThat(there.title).isEqualTo("A title");
        assertThat(there.body).isEqualTo("Some *words*");
        assertThat(there.labels).containsExactly("bot", "two words");
    }

    @Test
    void anOpenOneIsToldWhatIsWantedNow() {
        var opened = forge.open(wanted());

        forge.update(opened, new NewPullRequest("work", "main", "Another", "More", false, List.of()));

        assertThat(hub.requests()).hasSize(1);
        assertThat(hub.requests().getFirst().title).isEqualTo("Another");
        assertThat(hub.requests().getFirst().body).isEqualTo("More");
    }

    @Test
    void aClosedOneIsFoundOnlyByItsCommit() {
        var opened = forge.open(wanted());
        hub.requests().getFirst().state = "closed";

        assertThat(forge.find("work", "main", head).map(PullRequest::state)).contains(PullRequest.State.CLOSED);
        assertThat(forge.find("work", "main", new CommitId("0".repeat(40)))).isEmpty();
        assertThat(forge.look(opened.number()).request().state()).isEqualTo(PullRequest.State.CLOSED);
    }

    @ParameterizedTest
    @CsvSource({
        "clean, Mergeable",
        "has_hooks, Mergeable",
        "unstable, Mergeable",
        "unknown, Unknown",
        "something_new, Unknown",
        "blocked, NotYet",
        "draft, NotYet",
        "dirty, Never",
        "behind, Never",
    })
    void itsWordForHowItCanBeMergedIsUnderstood(String word, String meaning) {
        var opened = forge.open(wanted());
        hub.mergeableState = Optional.of(word);

        var standing = forge.look(opened.number());

        assertThat(standing.mergeability().getClass().getSimpleName()).isEqualTo(meaning);
    }

    @Test
    void checkRunsAndStatusesAreChecks() {
        var opened = forge.open(wanted());
        hub.checkRuns.putAll(Map.of(
                "build", Optional.empty(),
                "lint", Optional.of("failure"),
                "docs", Optional.of("skipped"),
                "unit", Optional.of("success"),
                "slow", Optional.of("timed_out")));
        hub.statuses.putAll(Map.of("jenkins", "pending", "cla", "success", "old", "error"));

        assertThat(forge.look(opened.number()).checks())
                .containsExactlyInAnyOrder(
                        new Check("build", Check.Outcome.PENDING),
                        new Check("lint", Check.Outcome.FAILED),
                        new Check("docs", Check.Outcome.PASSED),
                        new Check("unit", Check.Outcome.PASSED),
                        new Check("slow", Check.Outcome.FAILED),
                        new Check("jenkins", Check.Outcome.PENDING),
                        new Check("cla", Check.Outcome.PASSED),
                        new Check("old", Check.Outcome.FAILED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"MERGE", "SQUASH", "REBASE"})
    void itIsMergedInTheWantedWay(MergeMethod method) {
        var opened = forge.open(wanted());

        forge.merge(opened.number(), head, method, "the message");

        assertThat(forge.look(opened.number()).request().state()).isEqualTo(PullRequest.State.MERGED);
        assertThat(hub.origin().git("show", "-s", "--format=%P", "main").split(" ", -1))
                .hasSize(method == MergeMethod.MERGE ? 2 : 1);
        assertThat(hub.origin().git("show", "main:new.txt")).isEqualTo("new");
        assertThat(hub.requests().getFirst().mergeMessage).isEqualTo(method == MergeMethod.REBASE ? "" : "the message");
    }

    @Test
    void whatWasPushedMeanwhileIsNotMerged() {
        var opened = forge.open(wanted());

        var failure = catchThrowableOfType(
                ForgeFailure.class,
                () -> forge.merge(opened.number(), new CommitId("0".repeat(40)), MergeMethod.SQUASH, "m"));

        assertThat(failure.kind()).isEqualTo(ForgeFailure.Kind.MOVED);
        assertThat(hub.requests().getFirst().merged).isFalse();
    }

    @Test
    void whatCannotBeMergedNowIsToBeLookedAtAgain() {
        var opened = forge.open(wanted());
        hub.mergeableState = Optional.of("blocked");

        var failure = catchThrowableOfType(
                ForgeFailure.class, () -> forge.merge(opened.number(), head, MergeMethod.SQUASH, "m"));

        assertThat(failure.kind()).isEqualTo(ForgeFailure.Kind.MOVED);
        assertThat(failure).hasMessageContaining("Pull Request is not mergeable");
    }

    @Test
    void aRefusalSaysWhy() {
        var failure = catchThrowableOfType(
                ForgeFailure.class,
                () -> forge.open(new NewPullRequest("nowhere", "main", "t", "b", false, List.of())));

        assertThat(failure.kind()).isEqualTo(ForgeFailure.Kind.REFUSED);
        assertThat(failure).hasMessageContaining("Validation Failed; No commits between main and nowhere");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "<html>", "{\"number\": \"x\"}", "{\"number\": 12, \"head\": null}"})
    void senselessAnswersAreAskedForAgain(String body) {
        hub.server().instead("GET", "/pulls/12", new Answer(200, Map.of(), body));

        var failure = catchThrowableOfType(ForgeFailure.class, () -> forge.look(12));

        assertThat(failure.kind()).isEqualTo(ForgeFailure.Kind.LATER);
    }

    @Test
    void anAnswerForAnotherProjectIsNotBelieved() {
        hub.server()
                .instead(
                        "GET",
                        "/repos/acme/weather",
                        new Answer(200, Map.of(), "{\"full_name\": \"evil/weather\", \"name\": \"weather\"}"));

        var failure = catchThrowableOfType(ForgeFailure.class, () -> forge.open(wanted()));

        assertThat(failure.kind()).isEqualTo(ForgeFailure.Kind.REFUSED);
        assertThat(hub.requests()).isEmpty();
    }

    @Test
    void aForeignAddressForTheNextPageIsNotCalled() {
        hub.server()
                .instead(
                        "GET",
                        "/pulls",
                        new Answer(
                                200,
                                Map.of(
                                        "Link",
                                        "<http://127.0.0.1:1/api/v3/repos/acme/weather/pulls?page=2>; rel=\"next\""),
                                "[]"));

        assertThat(forge.find("work", "main", head)).isEmpty();
    }

    @Test
    void aLimitIsNeitherWaitedForHereNorTriedAgain() {
        var limit = new Answer(
                403,
                Map.of("X-RateLimit-Remaining", "0", "Retry-After", "120"),
                "{\"message\": \"rate limit exceeded\"}");
        hub.server().instead("GET", "/repos/acme/weather", limit);

        var failure = catchThrowableOfType(ForgeFailure.class, () -> forge.look(12));

        assertThat(failure.pause()).contains(Duration.ofMinutes(2));
        assertThat(hub.server().asked()).hasSize(1);
    }

    @Test
    void anUnknownStateIsNoReasonToMerge() {
        var opened = forge.open(wanted());
        hub.mergeableState = Optional.of("unknown");

        assertThat(forge.look(opened.number()).mergeability()).isEqualTo(new Mergeability.Unknown());
    }
}
