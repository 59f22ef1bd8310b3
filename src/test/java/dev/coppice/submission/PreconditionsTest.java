package dev.coppice.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coppice.database.OwnFolder;
import dev.coppice.database.PostgresResource;
import dev.coppice.git.TestRepository;
import dev.coppice.isolation.dagger.Daggers;
import dev.coppice.project.PromptSettings;
import dev.coppice.queue.ExecutionSettings;
import dev.coppice.queue.ExecutionStatus;
import dev.coppice.queue.Executions;
import dev.coppice.queue.Steering;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.ExecutionMode;
import dev.coppice.task.ExecutionState;
import dev.coppice.task.HomeId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused before anything is written, because it cannot be had in this repository, or not now. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class PreconditionsTest {

    @TempDir
    Path folder;

    @Inject
    Submission submission;

    @Inject
    Executions executions;

    @Inject
    Steering steering;

    @Inject
    OwnFolder own;

    private TestRepository user;

    @BeforeEach
    void prepare() {
        user = TestRepository.create(folder.resolve("user"));
    }

    private Submitted submit(String base, boolean autoMerge, ExecutionMode mode) {
        return TestRequest.in(user.directory(), new HomeId(own.id()))
                .base(base)
                .autoMerge(autoMerge)
                .mode(mode)
                .submitTo(submission);
    }

    @Test
    void modeDaggerNeedsAnImage() {
        var refused = submit("main", false, ExecutionMode.DAGGER);

        assertThat(refused)
                .isEqualTo(new Submitted.BadRequest(
                        "image",
                        "execution mode dagger needs an image: --image IMAGE, or the setting coppice.dagger.image"));
    }

    @Test
    void modeDaggerNeedsAProgramOrASession() {
        assumeTrue(Daggers.objection().isPresent(), "there is a dagger here");

        var refused = TestRequest.in(user.directory(), new HomeId(own.id()))
                .mode(ExecutionMode.DAGGER)
                .settings(new ExecutionSettings("shell", List.of(), "host", Duration.ofMinutes(5), 2)
                        .inContainersOf("debian:13"))
                .submitTo(submission);

        assertThat(refused)
                .isInstanceOfSatisfying(
                        Submitted.BadRequest.class,
                        bad -> assertThat(bad.reason()).startsWith("there is no program 'dagger' on PATH"));
    }

    @Test
    void modeKubernetesNeedsARepositoryThatAClusterReaches() {
        var refused = TestRequest.in(user.directory(), new HomeId(own.id()))
                .mode(ExecutionMode.KUBERNETES)
                .settings(new ExecutionSettings("shell", List.of(), "kubernetes", Duration.ofMinutes(5), 2)
                        .inContainersOf("debian:13"))
                .submitTo(submission);

        assertThat(refused)
                .isInstanceOfSatisfying(
                        Submitted.BadRequest.class,
                        bad -> assertThat(bad.reason())
                                .startsWith("mode kubernetes works on repositories that a cluster can reach")
                                .contains("coppice.repositories.NAME.url"));
    }

    private ExecutionStatus status(ExecutionId execution) {
        return executions.find(execution).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "main~0", "refs/tags/v1"})
    void autoMergeNeedsABranch(String base) {
        user.git("tag", "v1");

        var refused = submit(base, true, ExecutionMode.WORKTREE);

        assertThat(refused)
                .isInstanceOfSatisfying(
                        Submitted.BadRequest.class,
                        bad -> assertThat(bad.reason()).contains("auto_merge").contains(base));
        assertThat(user.git("for-each-ref", "refs/coppice")).isEmpty();
    }

    @Test
    void aDetachedHeadIsNoBranchToMergeInto() {
        user.git("checkout", "-q", "--detach");

        assertThat(submit("HEAD", true, ExecutionMode.WORKTREE)).isInstanceOf(Submitted.BadRequest.class);
        assertThat(submit("main", true, ExecutionMode.WORKTREE)).isInstanceOf(Submitted.Queued.class);
    }

    @Test
    void aCheckoutHasOneLocalExecutionUntilThatIsAtItsEnd() {
        var first = ((Submitted.Queued) submit("HEAD", false, ExecutionMode.LOCAL)).execution();

        assertThat(submit("HEAD", false, ExecutionMode.LOCAL))
                .isInstanceOfSatisfying(
                        Submitted.Occupied.class,
                        bad -> assertThat(bad.reason()).contains(first.value()));

        steering.cancel(first);
        assertThat(status(first).state()).isEqualTo(ExecutionState.CANCELLED);
        var second = ((Submitted.Queued) submit("HEAD", false, ExecutionMode.LOCAL)).execution();
        assertThatThrownBy(() -> steering.retry(first)).hasMessageContaining(second.value());
        assertThat(status(first).state()).isEqualTo(ExecutionState.CANCELLED);
        assertThat(status(second).scheduling().maxConcurrent()).contains(1);
        steering.cancel(second);
    }

    @Test
    void modeLocalNeedsACleanCheckout() {
        user.write("mine.txt", "mine\n");

        assertThat(submit("HEAD", false, ExecutionMode.LOCAL))
                .isInstanceOfSatisfying(
                        Submitted.Occupied.class,
                        bad -> assertThat(bad.reason()).contains("mine.txt"));
    }

    private void commitProjectFile(String text) {
        user.write(".coppice.yaml", text);
        user.git("add", ".coppice.yaml");
        user.git("commit", "-q", "-m", "Ask of Coppice");
    }

    @Test
    void aProjectFileThatCannotBeReadIsRefusedAndLeavesNothing() {
        commitProjectFile("gates: make\n");

        assertThat(submit("HEAD", false, ExecutionMode.WORKTREE))
                .isInstanceOfSatisfying(
                        Submitted.BadRequest.class,
                        bad -> assertThat(bad.reason())
                                .contains(".coppice.yaml")
                                .contains("'gates'"));
        assertThat(user.git("for-each-ref", "refs/coppice")).isEmpty();
    }

    @Test
    void whatTheRepositoryAsksForIsFixedAsItIsCommittedAtTheBase() {
        commitProjectFile("gate: make check\n");
        var base = user.git("rev-parse", "HEAD");
        commitProjectFile("gate: later\n");
        user.write(".coppice.yaml", "gate: uncommitted\n");

        var execution = ((Submitted.Queued) submit(base, false, ExecutionMode.WORKTREE)).execution();

        assertThat(status(execution).settings().project().verification().gate()).containsExactly("make check");
        steering.cancel(execution);
    }

    @Test
    void aPromptThatIsNotThereIsRefusedAndLeavesNothing() {
        user.write("prompt.md", "{{body}}\n");
        commitProjectFile("prompt: prompt.md\n");

        assertThat(submit("HEAD", false, ExecutionMode.WORKTREE))
                .isInstanceOfSatisfying(
                        Submitted.BadRequest.class,
                        bad -> assertThat(bad.reason()).contains("there is no file 'prompt.md' in the commit"));
        assertThat(user.git("for-each-ref", "refs/coppice")).isEmpty();
    }

    @Test
    void whatPromptsHaveInCommonIsFixedAsItIsCommittedAtTheBase() {
        user.write("prompt.md", "First: {{body}}\n");
        user.git("add", "prompt.md");
        commitProjectFile("prompt: prompt.md\n");
        var base = user.git("rev-parse", "HEAD");
        user.write("prompt.md", "Later: {{body}}\n");
        user.git("commit", "-q", "-a", "-m", "Say it otherwise");

        var submitted = TestRequest.in(user.directory(), new HomeId(own.id()))
                .base(base)
                .plan("# Shed\n\nWood \uD83C\uDF33 only.\n\n## Batch 1: One\n\n### Task 1.1: Only\n\nDo it.\n")
                .submitTo(submission);

        var execution = ((Submitted.Queued) submitted).execution();
        assertThat(status(execution).settings().project().prompt())
                .isEqualTo(new PromptSettings("First: {{body}}\n", "# Shed\n\nWood \uD83C\uDF33 only."));
        steering.cancel(execution);
    }
}
