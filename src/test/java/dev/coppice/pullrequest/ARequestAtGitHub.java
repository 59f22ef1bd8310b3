package dev.coppice.pullrequest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.forge.Forge;
import dev.coppice.forge.ForgeResource;
import dev.coppice.forge.github.GitHubStandIn;
import dev.coppice.forge.roster.Forges;
import dev.coppice.queue.publication.PullRequestStanding;
import dev.coppice.queue.publication.PullRequestStanding.State;
import dev.coppice.queue.publication.PullRequests;
import dev.coppice.task.ExecutionId;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Pull requests at a stand-in of GitHub, against which GitHub's own description has nothing. */
abstract class ARequestAtGitHub extends ACompletedExecution {

    @Inject
    PullRequests rows;

    @Inject
    Forges forges;

    GitHubStandIn hub;

    @BeforeEach
    void begin() {
        hub = new GitHubStandIn(ForgeResource.port(hubUrl), folder);
        useRemote(hub.remote());
    }

    @AfterEach
    void theDescriptionHasNothingAgainstIt() {
        hub.close();
        assertThat(hub.objections()).isEmpty();
    }

    ExecutionId opened(String merge, boolean deletes) {
        var execution = pushed(ask(merge, deletes));
        assertThat(step(execution).number()).hasValue(12);
        return execution;
    }

    static void assertState(PullRequestStanding standing, State state, String reason) {
        assertThat(standing.state()).isEqualTo(state);
        assertThat(standing.reason()).contains(reason);
    }

    Forge forge(ExecutionId execution) {
        var wish = standing(execution).wish();
        return forges.project(wish.forge(), wish.project()).orElseThrow();
    }
}
