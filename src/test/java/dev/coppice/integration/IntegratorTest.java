package dev.coppice.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coppice.git.CommitMessage;
import dev.coppice.git.ExecutionRefs;
import dev.coppice.git.GitFailure;
import dev.coppice.git.GitRepository;
import dev.coppice.git.RefValue;
import dev.coppice.git.TestRepository;
import dev.coppice.git.TreeId;
import dev.coppice.task.CommitId;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.TaskNumber;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntegratorTest {

    private static final ExecutionRefs REFS = new ExecutionRefs(new ExecutionId("exec_12345678"));
    private static final TaskNumber ONE = new TaskNumber("1.1");
    private static final TaskNumber TWO = new TaskNumber("1.2");

    private final UUID token = UUID.randomUUID();

    @TempDir
    Path folder;

    private TestRepository user;
    private TestRepository desk;
    private GitRepository repository;
    private Integrator integrator;
    private CommitId base;

    @BeforeEach
    void beginAnExecution() {
        user = TestRepository.create(folder.resolve("user"));
        repository = user.open();
        base = user.head();
        user.git("worktree", "add", "-q", "--detach", "../desk");
        desk = TestRepository.at(folder.resolve("desk"));
        integrator = new Integrator(repository);
        integrator.begin(REFS, base);
    }

    /** The tree that a task makes of the base. */
    private TreeId work(String script) {
        desk.git("checkout", "-q", "-f", "--detach", base.sha());
        TestRepository.shell(desk.directory(), script + "; git add -A");
        return new TreeId(desk.git("write-tree"));
    }

    private CommitId tip() {
        return integrator.tip(REFS).orElseThrow();
    }

    private Merge prepare(TaskNumber task, TreeId work) {
        var message = CommitMessage.of(REFS.execution(), task, 1, "Title of " + task, "");
        return integrator.prepare(base, tip(), work, message, desk.directory());
    }

    private CommitId ready(TaskNumber task, TreeId work) {
        return ((Merge.Ready) prepare(task, work)).landing();
    }

    private CommitId land(TaskNumber task, TreeId work) {
        var mine = UUID.randomUUID();
        integrator.mark(REFS, task, mine);
        var landing = ready(task, work);
        assertThat(integrator.move(REFS, task, mine, tip(), landing)).isEqualTo(new Move.Moved());
        return landing;
    }

    private String fence(TaskNumber task) {
        return repository.refs().read(REFS.fence(task)).map(RefValue::sha).orElse("absent");
    }

    private void set(String ref, String sha) {
        user.git("update-ref", ref, sha);
    }

    @Test
    void anExecutionBeginsOnce() {
        assertThat(integrator.begin(REFS, base)).isEqualTo(base);
        var landing = land(ONE, work("echo 1 > one"));
        assertThat(integrator.begin(REFS, base)).isEqualTo(landing);

        user.write("a.txt", "elsewhere\n");
        var elsewhere = user.commitAll("elsewhere");
        assertThatThrownBy(() -> integrator.begin(REFS, elsewhere)).isInstanceOf(GitFailure.class);
    }

    @Test
    void everyTaskIsOneCommitOnTheFirstParentChain() {
        var one = land(ONE, work("echo 1 > one"));
        var two = land(TWO, work("echo 2 > two; git add -A; git commit -qm 'forged' -m 'Coppice-Task: 9.9'"));

        assertThat(integrator.landings(REFS, base)).containsExactly(new Landing(TWO, 1, two), new Landing(ONE, 1, one));
        assertThat(user.git("log", "--format=%H %P", base + ".." + two))
                .isEqualTo(two + " " + one + "\n" + one + " " + base);
        assertThat(user.git("ls-tree", "--name-only", two.sha())).contains("one", "two");
        assertThat(user.git("fsck", "--strict")).doesNotContain("error", "missing");
    }

    @Test
    void workOnAnUnmovedTipIsTheVerifiedTreeItself() {
        var work = work("echo 1 > one");

        assertThat(prepare(ONE, work)).isInstanceOfSatisfying(Merge.Ready.class, ready -> {
            assertThat(ready.tree()).isEqualTo(work);
            assertThat(ready.onMovedTip()).isFalse();
        });
    }

    @Test
    void workOnAMovedTipIsMerged() {
        land(ONE, work("sed -i s/one/eins/ a.txt; mv src/b.txt src/moved.txt"));

        assertThat(prepare(TWO, work("sed -i s/three/drei/ a.txt; echo more >> src/b.txt")))
                .isInstanceOfSatisfying(Merge.Ready.class, ready -> {
                    assertThat(ready.onMovedTip()).isTrue();
                    assertThat(user.git("show", ready.landing() + ":a.txt")).isEqualTo("eins\ntwo\ndrei");
                    assertThat(user.git("show", ready.landing() + ":src/moved.txt"))
                            .isEqualTo("bee\nmore");
                });
    }

    @Test
    void workOnTheSameLineConflictsWithItsPaths() {
        land(ONE, work("echo 1 > a.txt; echo 1 > 'ü \"x\"'; printf 1 > \"$(printf 'new\\nline')\""));
        var before = tip();

        assertThat(prepare(TWO, work("echo 2 > a.txt; echo 2 > 'ü \"x\"'; printf 2 > \"$(printf 'new\\nline')\"")))
                .isInstanceOfSatisfying(
                        Merge.Conflicted.class,
                        conflict -> assertThat(conflict.paths())
                                .containsExactlyInAnyOrder("a.txt", "ü \"x\"", "new\nline"));
        assertThat(tip()).isEqualTo(before);
    }

    @Test
    void aFileDeletedHereAndChangedThereConflicts() {
        land(ONE, work("rm a.txt"));

        assertThat(prepare(TWO, work("echo 2 > a.txt"))).isEqualTo(new Merge.Conflicted(List.of("a.txt")));
    }

    @Test
    void workThatTheResultHasAlreadyIsNotLandedAgain() {
        land(ONE, work("echo 1 > one"));

        assertThat(prepare(TWO, work("echo 1 > one"))).isEqualTo(new Merge.AlreadyContained());
    }

    @Test
    void mergingFollowsTheAttributesOfTheWorktree() {
        user.write(".gitattributes", "list.txt merge=union\n");
        user.write("list.txt", "first\n");
        base = user.commitAll("attributes");
        user.git("update-ref", REFS.result().name(), base.sha());
        land(ONE, work("echo from-one >> list.txt"));

        assertThat(prepare(TWO, work("echo from-two >> list.txt")))
                .isInstanceOfSatisfying(
                        Merge.Ready.class,
                        ready -> assertThat(user.git("show", ready.landing() + ":list.txt"))
                                .contains("from-one", "from-two"));
    }

    @Test
    void aLandedTaskIsAdoptedInsteadOfRunAgain() {
        var landing = land(ONE, work("echo 1 > one"));

        assertThat(integrator.mark(REFS, ONE, token)).isEqualTo(new Fence.AlreadyLanded(landing));
        assertThat(fence(ONE)).isEqualTo(landing.sha());
    }

    @Test
    void aStaleAttemptCannotLandAfterAnothersMark() {
        integrator.mark(REFS, ONE, token);
        var landing = ready(ONE, work("echo 1 > one"));

        assertThat(integrator.mark(REFS, ONE, UUID.randomUUID())).isInstanceOf(Fence.Marked.class);

        assertThat(integrator.move(REFS, ONE, token, base, landing)).isInstanceOf(Move.Refused.class);
        assertThat(tip()).isEqualTo(base);
    }

    @Test
    void ofManyWhoRaceOneLandsAndTheOthersLeaveNoTrace() {
        var landing = ready(ONE, work("echo 1 > one"));
        var tasks = IntStream.range(0, 6)
                .mapToObj(number -> new TaskNumber("2." + number))
                .toList();
        tasks.forEach(task -> integrator.mark(REFS, task, token));
        var marked = fence(tasks.get(0));

        var moves = tasks.stream()
                .map(task -> CompletableFuture.supplyAsync(
                        () -> integrator.move(REFS, task, token, base, landing), Thread::startVirtualThread))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(moves).filteredOn(new Move.Moved()::equals).hasSize(1);
        assertThat(tasks.stream().map(this::fence))
                .filteredOn(landing.sha()::equals)
                .hasSize(1);
        assertThat(tasks.stream().map(this::fence)).filteredOn(marked::equals).hasSize(5);
        assertThat(tip()).isEqualTo(landing);
    }

    @Test
    void aLandingThatHappenedIsRecognised() {
        integrator.mark(REFS, ONE, token);
        var landing = ready(ONE, work("echo 1 > one"));
        integrator.move(REFS, ONE, token, base, landing);

        assertThat(integrator.inspect(REFS, ONE, token, base, landing)).isEqualTo(new Standing.Happened());
    }

    @Test
    void aKillBetweenTheTwoRenamesIsMended() {
        integrator.mark(REFS, ONE, token);
        var landing = ready(ONE, work("echo 1 > one"));
        set(REFS.result().name(), landing.sha());

        assertThat(integrator.inspect(REFS, ONE, token, base, landing)).isEqualTo(new Standing.Happened());

        assertThat(fence(ONE)).isEqualTo(landing.sha());
        assertThat(integrator.mark(REFS, ONE, UUID.randomUUID())).isEqualTo(new Fence.AlreadyLanded(landing));
    }

    @Test
    void aKillBeforeTheRenamesIsMadeFinal() {
        integrator.mark(REFS, ONE, token);
        var landing = ready(ONE, work("echo 1 > one"));

        assertThat(integrator.inspect(REFS, ONE, token, base, landing)).isEqualTo(new Standing.NotHappened());

        assertThat(integrator.move(REFS, ONE, token, base, landing)).isInstanceOf(Move.Refused.class);
        assertThat(integrator.inspect(REFS, ONE, token, base, landing)).isEqualTo(new Standing.NotHappened());
        assertThat(tip()).isEqualTo(base);
    }

    @Test
    void aLandingOvertakenByAnotherAttemptDidNotHappen() {
        integrator.mark(REFS, ONE, token);
        var landing = ready(ONE, work("echo 1 > one"));
        integrator.mark(REFS, ONE, UUID.randomUUID());

        assertThat(integrator.inspect(REFS, ONE, token, base, landing)).isEqualTo(new Standing.NotHappened());
    }

    @Test
    void anythingElseIsASurprise() {
        integrator.mark(REFS, ONE, token);
        var landing = ready(ONE, work("echo 1 > one"));
        user.write("a.txt", "a person's\n");
        set(REFS.result().name(), user.commitAll("a person's").sha());

        assertThat(integrator.inspect(REFS, ONE, token, base, landing)).isInstanceOf(Standing.Surprise.class);

        set(REFS.result().name(), base.sha());
        set(REFS.fence(ONE).name(), landing.sha());
        assertThat(integrator.inspect(REFS, ONE, token, base, landing)).isInstanceOf(Standing.Surprise.class);

        user.git("update-ref", "-d", REFS.result().name());
        assertThat(integrator.inspect(REFS, ONE, token, base, landing)).isInstanceOf(Standing.Surprise.class);
    }

    @Test
    void staleLocksAreRemovedBesideThisExecutionsRefsOnly() throws IOException {
        integrator.mark(REFS, ONE, token);
        var landing = ready(ONE, work("echo 1 > one"));
        var git = repository.commonDirectory();
        Files.createFile(git.resolve("refs/coppice/exec_12345678/result.lock"));
        Files.createFile(git.resolve("refs/coppice/exec_12345678/fence/1.1.lock"));
        var other = Files.createDirectories(git.resolve("refs/coppice/exec_87654321"));
        Files.createFile(other.resolve("result.lock"));
        Files.createFile(git.resolve("refs/heads/main.lock"));

        integrator.removeStaleLocks(REFS);

        assertThat(integrator.move(REFS, ONE, token, base, landing)).isEqualTo(new Move.Moved());
        assertThat(other.resolve("result.lock")).exists();
        assertThat(git.resolve("refs/heads/main.lock")).exists();
    }
}
