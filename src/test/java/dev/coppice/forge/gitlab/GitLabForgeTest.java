package dev.coppice.forge.gitlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.coppice.forge.Check;
import dev.coppice.forge.ForgeFailure;
import dev.coppice.forge.ForgeServer.Answer;
import dev.coppice.forge.MergeMethod;
import dev.coppice.forge.NewPullRequest;
import dev.coppice.forge.PullRequest;
import dev.coppice.forge.http.HostCalls;
import dev.coppice.git.TestRepository;
import dev.coppice.task.CommitId;
import java.net.URI;
import java.nio.file.Path;
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

/** What GitLab is told and what its answers mean. */
class GitLabForgeTest {

    @TempDir
    Path folder;

    private GitLabStandIn lab;
    private GitLabForge forge;
    private CommitId head;

    @BeforeEach
    void prepare() {
        lab = new GitLabStandIn(0, folder);
        var user = TestRepository.create(folder.resolve("user"));
        user.git("push", "-q", lab.remote(), "main");
        user.git("checkout", "-q", "-b", "some/work");
        user.write("new.txt", "new\n");
        head = user.commitAll("new");
        user.git("push", "-q", lab.remote(), "some/work");
        var calls = new HostCalls("lab", URI.create(lab.server().address() + "/api/v4"), () -> "token");
        forge = new GitLabForge(calls, lab.server().address(), "acme/tools/weather");
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    private static NewPullRequest wanted(boolean isDraft) {
        return new NewPullRequest("some/work", "main", "A title", "Some *words*", isDraft, List.of());
    }

    @Test
    void aRequestIsOpenedLabelledUpdatedAndFoundAgain() {
        var none = forge.find("some/work", "main", head);

        var opened = forge.open(wanted(false));
        forge.label(opened, List.of("bot", "two words"));
        forge.update(opened, new NewPullRequest("some/work", "main", "Another", "More", false, List.of()));

        assertThat(none).isEmpty();
        assertThat(opened)
                .isEqualTo(new PullRequest(
                        3,
                        lab.server().address() + "/acme/tools/weather/-/merge_requests/3",
                        PullRequest.State.OPEN,
                        head,
                        false));
        assertThat(forge.find("some/work", "main", head)).contains(opened);
        var there = lab.requests().getFirst();
        assertThat(there.path("add_labels").asText()).isEqualTo("bot,two words");
        assertThat(there.path("title").asText()).isEqualTo("Another");
        assertThat(there.path("description").asText()).isEqualTo("More");
    }

    @Test
    void aDraftIsOneByItsTitle() {
        assertThat(forge.open(wanted(true)).isDraft()).isTrue();
        assertThat(lab.requests().getFirst().path("title").asText()).isEqualTo("Draft: A title");
    }

    @ParameterizedTest
    @CsvSource({
        "mergeable, Mergeable",
        "checking, Unknown",
        "unchecked, Unknown",
        "preparing, Unknown",
        "'', Unknown",
        "ci_must_pass, NotYet",
        "ci_still_running, NotYet",
        "not_approved, NotYet",
        "draft_status, NotYet",
        "discussions_not_resolved, NotYet",
        "something_new, NotYet",
        "need_rebase, Never",
        "conflict, Never",
    })
    void itsWordForHowItCanBeMergedIsUnderstood(String word, String meaning) {
        var opened = forge.open(wanted(false));
        lab.mergeStatus = word;

        var standing = forge.look(opened.number());

        assertThat(standing.mergeability().getClass().getSimpleName()).isEqualTo(meaning);
    }

    @Test
    void thePipelineAndItsJobsAreChecks() {
        var opened = forge.open(wanted(false));
        lab.pipeline = Optional.of("running");
        lab.jobs.putAll(Map.of(
                "build", "success", "lint", "failed", "flaky", "failed?", "deploy", "manual?", "gate", "manual", "unit",
                "created"));

        assertThat(forge.look(opened.number()).checks())
                .containsExactlyInAnyOrder(
                        new Check("pipeline", Check.Outcome.PENDING),
                        new Check("build", Check.Outcome.PASSED),
                        new Check("lint", Check.Outcome.FAILED),
                        new Check("flaky", Check.Outcome.PASSED),
                        new Check("deploy", Check.Outcome.PASSED),
                        new Check("gate", Check.Outcome.PENDING),
                        new Check("unit", Check.Outcome.PENDING));
    }

    @ParameterizedTest
    @ValueSource(strings = {"MERGE", "SQUASH"})
    void itIsMergedInTheWantedWay(MergeMethod method) {
        var opened = forge.open(wanted(false));

        forge.merge(opened.number(), head, method, "the message");

        assertThat(forge.look(opened.number()).request().state()).isEqualTo(PullRequest.State.MERGED);
        assertThat(lab.origin().git("show", "-s", "--format=%P", "main").split(" ", -1))
                .hasSize(method == MergeMethod.MERGE ? 2 : 1);
        assertThat(lab.origin().git("show", "-s", "--format=%B", "main")).isEqualTo("the message");
        assertThat(forge.find("some/work", "main", head).map(PullRequest::state))
                .contains(PullRequest.State.MERGED);
    }

    @Test
    void whatWasPushedMeanwhileIsNotMerged() {
        var opened = forge.open(wanted(false));

        var failure = catchThrowableOfType(
                ForgeFailure.class,
                () -> forge.merge(opened.number(), new CommitId("0".repeat(40)), MergeMethod.SQUASH, "m"));

        assertThat(failure.kind()).isEqualTo(ForgeFailure.Kind.MOVED);
        assertThat(forge.look(opened.number()).request().state()).isEqualTo(PullRequest.State.OPEN);
    }

    @ParameterizedTest
    @ValueSource(ints = {405, 406, 409, 422})
    void whatCannotBeMergedNowIsToBeLookedAtAgain(int status) {
        var opened = forge.open(wanted(false));
        lab.server().instead("PUT", "/merge", Answer.message(status, "Branch cannot be merged"));

        var failure = catchThrowableOfType(
                ForgeFailure.class, () -> forge.merge(opened.number(), head, MergeMethod.SQUASH, "m"));

        assertThat(failure.kind()).isEqualTo(ForgeFailure.Kind.MOVED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"iid\": 3, \"state\": \"opened\", \"sha\": null}",
                "{\"iid\": 3, \"state\": \"x\"}",
                "<html>"
            })
    void senselessAnswersAreAskedForAgain(String body) {
        lab.server().instead("GET", "/merge_requests/3", new Answer(200, Map.of(), body));

        var failure = catchThrowableOfType(ForgeFailure.class, () -> forge.look(3));

        assertThat(failure.kind()).isEqualTo(ForgeFailure.Kind.LATER);
    }
}
