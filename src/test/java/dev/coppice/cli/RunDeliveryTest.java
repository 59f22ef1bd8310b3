package dev.coppice.cli;

import static dev.coppice.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.forge.ForgeResource;
import dev.coppice.forge.ForgeServer.Answer;
import dev.coppice.forge.github.GitHubStandIn;
import dev.coppice.pullrequest.ACompletedExecution;
import dev.coppice.queue.publication.PullRequestStanding.State;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A run pushes its result, opens its request, and waits for the merge where that was asked for. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(ForgeResource.class)
class RunDeliveryTest extends ACompletedExecution {

    @Inject
    RunDelivery delivery;

    private GitHubStandIn hub;

    @BeforeEach
    void begin() {
        hub = new GitHubStandIn(ForgeResource.port(hubUrl), folder);
        useRemote(hub.remote());
    }

    @AfterEach
    void end() {
        hub.close();
    }

    @Test
    void oneForPeopleIsOpenedAndNotWaitedFor() {
        var execution = submitted(ask("", false));
        complete(execution);

        delivery.deliver(execution);

        assertThat(standing(execution).state()).isEqualTo(State.OPEN);
        assertThat(hub.requests()).hasSize(1);
    }

    @Test
    void aMergeThatWasAskedForIsWaitedFor() {
        hub.checkRuns.put("build", Optional.empty());
        var execution = submitted(ask("squash", true));
        complete(execution);

        var delivered = CompletableFuture.runAsync(() -> delivery.deliver(execution));
        await().until(() -> {
            makeDue(execution);
            return standing(execution).reason().contains("the check build");
        });
        var isWaiting = !delivered.isDone();
        hub.checkRuns.put("build", Optional.of("success"));
        await().until(() -> {
            makeDue(execution);
            return delivered.isDone();
        });

        assertThat(isWaiting).isTrue();
        assertThat(standing(execution).state()).isEqualTo(State.MERGED);
    }

    @Test
    void aForgeThatSaysNoIsLeftToWhoeverComesNext() {
        hub.server().instead("GET", "/acme/weather", Answer.message(401, "Bad credentials"));
        var execution = submitted(ask("squash", false));
        complete(execution);

        delivery.deliver(execution);

        assertThat(standing(execution).state()).isEqualTo(State.WAITING);
        assertThat(standing(execution).reason()).contains("Bad credentials");
    }

    @Test
    void whatIsNotCompletedIsNotDelivered() {
        var execution = submitted(ask("squash", false));

        delivery.deliver(execution);

        assertThat(standing(execution).state()).isEqualTo(State.WAITING);
        assertThat(hub.server().asked()).isEmpty();
    }
}
