package dev.coppice.worktree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.git.GitRepository;
import dev.coppice.git.TestRepository;
import dev.coppice.task.CommitId;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A repository with a submodule {@code lib}, which has one of its own, and {@code other}, which its user has not cloned. */
class SubmodulesTest {

    private static final String PREPARE = """
            for m in inner lib other; do git init -q -b main ../$m; echo $m 1 > ../$m/$m.c; git -C ../$m add .; git -C ../$m commit -qm 1; done
            git config --global protocol.file.allow always
            git -C ../lib submodule --quiet add "$PWD/../inner" 'an inner'; echo '*.o' > ../lib/.gitignore
            git -C ../lib add .; git -C ../lib commit -qm 2; git -C ../lib tag v2
            echo lib 3 > ../lib/lib.c; git -C ../lib commit -qam 3; git -C ../lib tag v3
            git submodule --quiet add "$PWD/../lib" lib; git -C lib checkout -q v2; git submodule --quiet add "$PWD/../other" other
            git add .; git commit -qm submodules
            git submodule --quiet update --init --recursive; git submodule --quiet deinit -f other; rm -rf .git/modules/other
            """;

    @TempDir
    static Path model;

    @TempDir
    Path folder;

    private TestRepository user;
    private CommitId base;
    private WorktreePool pool;
    private WorktreeLease lease;

    @BeforeAll
    static void makeModel() {
        shell(TestRepository.create(model.resolve("user")).directory(), model, PREPARE);
    }

    @BeforeEach
    void borrow() throws InterruptedException {
        TestRepository.shell(folder, "cp -a '" + model + "/.' .");
        user = TestRepository.at(folder.resolve("user"));
        base = user.head();
        GitRepository repository = user.open();
        pool = new WorktreePool(repository, folder.resolve("pool"), 1);
        lease = pool.lease(base);
    }

    @AfterEach
    void giveBack() {
        lease.close();
        pool.close();
    }

    private void again(CommitId at) throws InterruptedException {
        lease.close();
        lease = pool.lease(at);
    }

    /** With a home folder of its own, so that the one of whoever runs the tests stays as it is. */
    private static void shell(Path where, Path home, String script) {
        TestRepository.shell(where, "export HOME='" + home + "'\n" + script);
    }

    private void agent(String script) {
        shell(lease.directory(), folder, script);
    }

    private String git(String... arguments) {
        return TestRepository.git(lease.directory(), arguments);
    }

    /** What is the user's, in the repository and in the submodule; an agent that asks git for another submodule configures it. */
    private Map<String, String> belongings() {
        var all = user.belongings();
        TestRepository.at(user.directory().resolve("lib"))
                .belongings()
                .forEach((name, value) -> all.put("lib " + name, value));
        all.remove("config");
        return all;
    }

    private void assertIsAsRecorded() {
        assertThat(lease.directory().resolve("lib/lib.c")).hasContent("lib 1");
        assertThat(lease.directory().resolve("lib/an inner/inner.c")).hasContent("inner 1");
        assertThat(lease.directory().resolve("other")).isEmptyDirectory();
        assertThat(git("status", "--porcelain", "--ignored")).isEmpty();
        assertThat(git("-C", "lib", "status", "--porcelain", "--ignored")).isEmpty();
        assertThat(lease.snapshot()).isEqualTo(new WorkSnapshot.Unchanged());
    }

    @Test
    void aSubmodulesFilesAreThereAsRecordedAndItsVersionCanBeAsked() {
        assertIsAsRecorded();
        assertThat(git("-C", "lib", "describe", "--tags")).isEqualTo("v2");
        assertThat(git("submodule", "status", "lib")).contains("lib (v2)");
    }

    @Test
    void theRestOfTheRepositoryCanBeChangedAndTheSubmoduleStaysAsItIs() {
        agent("cat lib/lib.c > copy.c; touch lib/lib.o");

        var changed = (WorkSnapshot.Changed) lease.snapshot();

        assertThat(changed.paths()).containsExactly("copy.c");
        assertThat(git("ls-tree", changed.tree().sha(), "lib")).isEqualTo(git("ls-tree", "HEAD", "lib"));
        lease.checkOut(changed.tree());
        assertThat(lease.directory().resolve("lib/lib.c")).hasContent("lib 1");
        assertThat(lease.directory().resolve("lib/lib.o")).doesNotExist();
    }

    @Test
    void aSubmoduleMayGoToACommitThatTheUsersCloneHas() throws InterruptedException {
        agent("git -C lib checkout -q v3");

        var changed = (WorkSnapshot.Changed) lease.snapshot();

        assertThat(changed.paths()).containsExactly("lib");
        lease.checkOut(changed.tree());
        assertThat(lease.directory().resolve("lib/lib.c")).hasContent("lib 3");
        again(base);
        assertIsAsRecorded();
    }

    @Test
    void aSubmoduleMayBeTakenOut() throws InterruptedException {
        agent("git rm -q lib");

        var changed = (WorkSnapshot.Changed) lease.snapshot();

        assertThat(changed.paths()).containsExactly(".gitmodules", "lib");
        lease.checkOut(changed.tree());
        assertThat(lease.directory().resolve("lib")).doesNotExist();
        again(base);
        assertIsAsRecorded();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo x > lib/lib.c",
                "rm lib/lib.c",
                "echo x > lib/new.c",
                "rm lib/.git; echo x > lib/lib.c",
                "git -C lib add -A; echo x > lib/lib.c; git -C lib commit -qam own",
                "echo x > 'lib/an inner/inner.c'",
                "git submodule --quiet update --init other; echo x > other/other.c",
                "git submodule --quiet update --init other; git -C other commit -q --allow-empty -m own",
            })
    void aChangeOfItsOwnIsRefusedAndNotLostWithoutAWord(String script) throws InterruptedException {
        var before = belongings();
        agent("echo x > a.txt\n" + script);

        assertThat(lease.snapshot())
                .isInstanceOfSatisfying(
                        WorkSnapshot.SubmodulesChanged.class,
                        changed -> assertThat(changed.reasons())
                                .singleElement()
                                .asString()
                                .startsWith(script.contains("other") ? "other " : "lib "));
        assertThat(belongings()).isEqualTo(before);
        again(base);
        assertIsAsRecorded();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rm -rf lib; ln -s /etc lib",
                "rm -rf lib; echo x > lib",
                "rm -rf lib/.git; git init -q lib",
                "rm -rf \"$(git rev-parse --git-dir)/modules\"",
                "printf garbage > \"$(git -C lib rev-parse --git-dir)/index\"",
                "chmod 000 lib",
                "git submodule --quiet update --init --recursive",
                "git -C lib update-index --skip-worktree lib.c; rm lib/lib.c; git -C lib config core.worktree /nowhere",
                "d=$PWD; cd ..; rm -rf \"$d\"",
            })
    void whateverAnAgentDidToItTheNextOneStartsClean(String havoc) throws InterruptedException {
        agent(havoc);

        again(base);

        assertIsAsRecorded();
    }

    @Test
    void aFileMayTakeASubmodulesPlaceAndGiveItBack() throws InterruptedException {
        shell(user.directory(), folder, "git rm -q lib; echo file > lib; git add lib; git commit -qm file");
        var file = user.head();

        again(file);

        assertThat(lease.directory().resolve("lib")).hasContent("file");
        again(base);
        assertIsAsRecorded();
    }

    @Test
    void aPoolThatIsTakenAwayLeavesNothing() {
        lease.close();

        pool.remove();

        assertThat(folder.resolve("pool")).isEmptyDirectory();
        assertThat(user.git("worktree", "list")).hasLineCount(1);
        assertThat(user.git("fsck")).doesNotContain("error", "missing");
    }
}
