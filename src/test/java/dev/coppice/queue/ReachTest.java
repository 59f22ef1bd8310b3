package dev.coppice.queue;

import static dev.coppice.queue.PlanDraft.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.queue.TestQueue.Running;
import dev.coppice.queue.publication.Publications;
import dev.coppice.queue.publication.Publishing;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.ExecutionMode;
import dev.coppice.task.HomeId;
import dev.coppice.task.WorkerId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which executions all services of a database work on, and what each of them may do with these. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestProfile(ReachTest.WithASharedFolder.class)
class ReachTest {

    private static final Path ROOT = Path.of("target/reach").toAbsolutePath();
    private static final Path SHARED = ROOT.resolve("shared");

    public static final class WithASharedFolder implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("coppice.queue.shared-repositories", "/not/there," + SHARED);
        }
    }

    @Inject
    TestQueue queue;

    @Inject
    Claims claims;

    @Inject
    Publications publications;

    @BeforeEach
    void makeFolders() throws IOException {
        Files.createDirectories(SHARED.resolve("repository"));
        Files.createDirectories(ROOT.resolve("elsewhere"));
        Files.createDirectories(ROOT.resolve("shared but not"));
        Files.deleteIfExists(SHARED.resolve("link"));
        Files.createSymbolicLink(SHARED.resolve("link"), ROOT.resolve("elsewhere"));
    }

    /** Other tests of the shared queue are not to find these tasks. */
    @AfterEach
    void forget() {
        queue.change("update task set admitted = false where state = 'queued' and queue = 'shared'");
    }

    private Running submit(Path repository, ExecutionMode mode, Driver driver) {
        var like = TestQueue.newExecution(PlanDraft.of(task("1.1")), TestQueue.home());
        return queue.submit(new NewExecution(
                ExecutionId.random(),
                repository,
                mode,
                like.planName(),
                like.plan(),
                like.planText(),
                like.planHash(),
                like.base(),
                new Publishing(Optional.of(new dev.coppice.task.BranchName("refs/heads/main")), true),
                like.settings(),
                like.home(),
                driver,
                Scheduling.usual(),
                Optional.empty(),
                List.of()));
    }

    private Running submit(Path repository) {
        return submit(repository, ExecutionMode.WORKTREE, Driver.SERVICE);
    }

    private boolean isShared(Running running) {
        return queue.status(running).shared();
    }

    @Test
    void aServiceSharesWhatLiesInTheFolder() {
        assertThat(isShared(submit(SHARED.resolve("repository")))).isTrue();
        assertThat(isShared(submit(SHARED))).isTrue();
    }

    @Test
    void whatLiesElsewhereIsNotSharedWhateverItsNameOrALinkSays() {
        assertThat(isShared(submit(ROOT.resolve("elsewhere")))).isFalse();
        assertThat(isShared(submit(ROOT.resolve("shared but not")))).isFalse();
        assertThat(isShared(submit(SHARED.resolve("../elsewhere")))).isFalse();
        assertThat(isShared(submit(SHARED.resolve("link")))).isFalse();
        assertThat(isShared(submit(SHARED.resolve("missing")))).isFalse();
    }

    @Test
    void aCheckoutAndAPlanThatARunKeepsToItselfAreNotShared() {
        assertThat(isShared(submit(SHARED.resolve("repository"), ExecutionMode.LOCAL, Driver.SERVICE)))
                .isFalse();
        assertThat(isShared(submit(SHARED.resolve("repository"), ExecutionMode.WORKTREE, Driver.RUN)))
                .isFalse();
    }

    @Test
    void anyServiceClaimsWhatIsSharedAndSoDoesARunThatGoesOnWithIt() {
        var first = submit(SHARED.resolve("repository"));
        var second = submit(SHARED.resolve("repository"));

        var ofRun = claims.claim(
                new Scope.OwnExecution(second.id()), Set.of("shell"), WorkerId.random(), TestQueue.home(), 4);
        var ofService = claims.claim(new Scope.Queues(), Set.of("shell"), WorkerId.random(), TestQueue.home(), 4);

        assertThat(ofRun).extracting(claim -> claim.lease().execution()).containsExactly(second.id());
        assertThat(ofService).extracting(claim -> claim.lease().execution()).containsExactly(first.id());
    }

    @Test
    void whatIsSharedIsWithinReachOfEveryHomeAndTheRestOfItsOwn() {
        var stranger = TestQueue.home();
        var shared = submit(SHARED.resolve("repository"));
        var own = submit(ROOT.resolve("elsewhere"));

        assertThat(queue.status(shared).isWithinReachOf(stranger)).isTrue();
        assertThat(queue.status(own).isWithinReachOf(stranger)).isFalse();
        assertThat(queue.status(own).isWithinReachOf(own.home())).isTrue();
    }

    @Test
    void anyServicePublishesWhatIsSharedBecauseTheOneThatTookItMayNotComeBack() {
        var stranger = TestQueue.home();
        var shared = submit(SHARED.resolve("repository"));
        var own = submit(ROOT.resolve("elsewhere"));
        complete(shared);
        complete(own);

        assertThat(publications.due(stranger)).contains(shared.id()).doesNotContain(own.id());
        assertThat(publications.due(new HomeId(own.home().value()))).contains(own.id());
    }

    private void complete(Running running) {
        queue.change("update execution set state = 'completed', finished_at = clock_timestamp() where id = '"
                + running.id() + "'");
    }
}
