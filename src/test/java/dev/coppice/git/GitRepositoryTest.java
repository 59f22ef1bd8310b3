package dev.coppice.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coppice.task.CommitId;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.TaskNumber;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitRepositoryTest {

    @TempDir
    Path folder;

    @Test
    void aRepositoryIsOpenedFromAnyDirectoryInIt() {
        var user = TestRepository.create(folder.resolve("a repository"));

        var repository = TestRepository.at(user.directory().resolve("src")).open();

        assertThat(repository.topLevel()).isEqualTo(user.directory());
        assertThat(repository.commonDirectory()).isEqualTo(user.directory().resolve(".git"));
        assertThat(repository.resolve("HEAD")).contains(user.head());
    }

    @Test
    void aBareRepositoryIsOpened() {
        var user = TestRepository.create(folder.resolve("user"));
        user.git("clone", "-q", "--bare", ".", "../bare.git");

        var repository = TestRepository.at(folder.resolve("bare.git")).open();

        assertThat(repository.topLevel()).isEqualTo(folder.resolve("bare.git"));
        assertThat(repository.resolve("main")).contains(user.head());
    }

    @Test
    void theEnvironmentLeadsGitNowhereElse() {
        var user = TestRepository.create(folder.resolve("user"));
        var other = TestRepository.create(folder.resolve("other"));
        other.write("a.txt", "other\n");
        other.commitAll("other");
        var hostile = new HashMap<>(System.getenv());
        hostile.put("GIT_DIR", other.directory().resolve(".git").toString());
        hostile.put("GIT_INDEX_FILE", "/nowhere");
        hostile.put("GIT_CONFIG_PARAMETERS", "'core.bare'='true'");
        hostile.put("GIT_TRACE", "1");
        hostile.put("LC_ALL", "de_DE.UTF-8");

        var opening = GitRepository.open(user.directory(), hostile);

        assertThat(opening)
                .isInstanceOfSatisfying(
                        Opening.Opened.class,
                        opened ->
                                assertThat(opened.repository().resolve("HEAD")).contains(user.head()));
    }

    @Test
    void aUsersGlobalSettingsDoNotDisturb() throws IOException {
        var user = TestRepository.create(folder.resolve("user"));
        var home = Files.createDirectories(folder.resolve("home"));
        Files.writeString(home.resolve(".gitconfig"), """
                [commit]
                    gpgSign = true
                [gpg]
                    program = false
                [user]
                    name = Somebody
                [core]
                    hooksPath = /evil
                    editor = false
                [alias]
                    commit-tree = !false
                """);
        var environment = new HashMap<>(System.getenv());
        environment.put("HOME", home.toString());
        environment.remove("XDG_CONFIG_HOME");
        var repository = ((Opening.Opened) GitRepository.open(user.directory(), environment)).repository();
        var message = CommitMessage.of(new ExecutionId("exec_12345678"), new TaskNumber("1"), 1, "Title", "");

        var commit = repository.objects().commit(repository.history().treeOf(user.head()), user.head(), message);

        assertThat(user.git("log", "-1", "--format=%an %G?", commit.sha())).isEqualTo("Coppice N");
    }

    @Test
    void anInterruptedCommandIsAFailureOfItsOwnKind() throws InterruptedException {
        var repository = TestRepository.create(folder.resolve("user")).open();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> repository.git().demand("-c", "alias.nap=!sleep 60", "nap"))
                .isInstanceOfSatisfying(
                        GitFailure.class, failure -> assertThat(failure.kind()).isEqualTo(GitFailure.Kind.INTERRUPTED));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void whatCannotBeWorkedOnIsRefusedWithAReason() throws IOException {
        var plain = Files.createDirectories(folder.resolve("plain"));
        var empty = Files.createDirectories(folder.resolve("empty"));
        TestRepository.git(empty, "init", "-q");
        var taken = TestRepository.create(folder.resolve("taken"));
        taken.git("branch", "coppice");

        assertThat(reason(folder.resolve("missing"))).contains("not a directory");
        assertThat(reason(plain)).contains("no git repository");
        assertThat(reason(empty)).contains("no commit yet");
        assertThat(reason(taken.directory())).contains("branch named coppice");
    }

    @Test
    void oneWhoseHeadIsYetToComeIsJudgedByItsBranches() {
        var user = TestRepository.create(folder.resolve("user"));
        user.git("checkout", "-q", "--orphan", "new");
        assertThat(reason(user.directory())).isEqualTo("opened");

        user.git("branch", "coppice", "main");
        assertThat(reason(user.directory())).contains("branch named coppice");
    }

    @Test
    void branchesBelowTheNameAreNoneOfThatName() {
        var user = TestRepository.create(folder.resolve("user"));
        user.git("branch", "coppice/exec_0/result");

        assertThat(reason(user.directory())).isEqualTo("opened");
    }

    /** Whatever it starts may end all of its process group, which must not be this JVM's. */
    @Test
    void whatFetchesMissingObjectsHasASessionOfItsOwn() throws IOException {
        assumeTrue(Files.exists(Path.of("/proc/self/stat")), "sessions are read from Linux's /proc");
        var user = TestRepository.create(folder.resolve("user"));
        user.git("config", "uploadpack.allowFilter", "true");
        TestRepository.git(
                folder, "clone", "-q", "--bare", "--filter=blob:none", "file://" + user.directory(), "partial");
        var partial = TestRepository.at(folder.resolve("partial"));
        var seen = folder.resolve("seen");
        partial.git("config", "remote.origin.uploadpack", "cat /proc/self/stat > '" + seen + "'; git-upload-pack");

        assertThat(partial.open().git().demand("cat-file", "blob", user.git("rev-parse", "main:a.txt")))
                .isEqualTo("one\ntwo\nthree");

        assertThat(session(seen)).isNotEqualTo(session(Path.of("/proc/self/stat")));
    }

    /** Field 6 of proc(5)'s stat. */
    private static String session(Path stat) throws IOException {
        var text = Files.readString(stat);
        return text.substring(text.lastIndexOf(')') + 2).split(" ", -1)[3];
    }

    private static String reason(Path directory) {
        return GitRepository.open(directory) instanceof Opening.Refused(var reason) ? reason : "opened";
    }

    @Test
    void hostileRevisionsNameNothing() {
        var repository = TestRepository.create(folder.resolve("user")).open();

        assertThat(repository.resolve("--all")).isEmpty();
        assertThat(repository.resolve("--output=/tmp/x")).isEmpty();
        assertThat(repository.resolve("")).isEmpty();
        assertThat(repository.resolve("main\0x")).isEmpty();
        assertThat(repository.resolve("main; rm -rf /")).isEmpty();
        assertThat(repository.resolve("no-such-branch")).isEmpty();
        assertThat(repository.resolve("x".repeat(200_000))).isEmpty();
        assertThat(repository.allowsBranch("x".repeat(200_000))).isFalse();
    }

    @Test
    void versionsBeforeTheFirstWithTreeMergesAreTooOld() {
        assertThat(GitVersion.parse("git version 2.37.9").orElseThrow()).isLessThan(GitVersion.OLDEST);
        assertThat(GitVersion.parse("git version 2.39.5 (Apple Git-154)").orElseThrow())
                .isGreaterThan(GitVersion.OLDEST);
        assertThat(GitVersion.parse("git version 3.0.rc1").orElseThrow()).isGreaterThan(GitVersion.OLDEST);
        assertThat(GitVersion.parse("not git")).isEmpty();
    }

    @Test
    void failuresAreToldApart() {
        assertThat(new GitFailure("git add", "fatal: write error: No space left on device").kind())
                .isEqualTo(GitFailure.Kind.DISK_FULL);
        assertThat(new GitFailure("git add", "fatal: Unable to create '/r/.git/index.lock': File exists.").kind())
                .isEqualTo(GitFailure.Kind.LOCKED);
        assertThat(new GitFailure("git log", "error: object file .git/objects/ab/cd is empty").kind())
                .isEqualTo(GitFailure.Kind.CORRUPT);
        assertThat(new GitFailure("git log", "fatal: something new").kind()).isEqualTo(GitFailure.Kind.OTHER);
    }

    @Test
    void aMissingTreeIsAFailure() {
        var repository = TestRepository.create(folder.resolve("user")).open();

        assertThatThrownBy(() -> repository.history().treeOf(new CommitId("0".repeat(39) + "1")))
                .isInstanceOf(GitFailure.class);
    }

    @Test
    void aRefMovesOnlyFromWhereItIsExpected() {
        var user = TestRepository.create(folder.resolve("user"));
        var refs = user.open().refs();
        var ref = new ExecutionRefs(new ExecutionId("exec_12345678")).result();
        var first = user.head();
        user.write("a.txt", "changed\n");
        var second = user.commitAll("second");

        assertThat(refs.update(new RefChange(ref, RefChange.ABSENT, first.sha())))
                .isInstanceOf(RefUpdate.Applied.class);
        assertThat(refs.update(new RefChange(ref, RefChange.ABSENT, second.sha())))
                .isInstanceOf(RefUpdate.Refused.class);
        assertThat(refs.update(new RefChange(ref, second.sha(), first.sha()))).isInstanceOf(RefUpdate.Refused.class);
        assertThat(refs.update(new RefChange(ref, first.sha(), second.sha()))).isInstanceOf(RefUpdate.Applied.class);
        assertThat(refs.read(ref)).contains(new RefValue.OfCommit(second));
    }

    @Test
    void refsOfATaskTakeEveryLegalNumber() {
        var user = TestRepository.create(folder.resolve("user"));
        var refs = new ExecutionRefs(new ExecutionId("exec_12345678"));

        for (var text : new String[] {"1.2a", "T-3", "-7", "1.2#2", "BUG12"}) {
            user.open()
                    .refs()
                    .point(refs.attempt(new TaskNumber(text), 1), user.head().sha());
        }

        assertThat(user.git("for-each-ref", "--format=%(refname)", "refs/coppice"))
                .hasLineCount(5);
    }

    @Test
    void aFingerprintTellsWhatOfTheUsersWasChanged() {
        var user = TestRepository.create(folder.resolve("user"));
        user.git("branch", "mine");
        user.write("a.txt", "stashed before");
        user.git("stash");
        var earlier = user.git("rev-parse", "stash");
        var repository = user.open();
        var before = repository.fingerprint();

        user.git("update-ref", "refs/coppice/exec_12345678/result", "HEAD");
        user.git("branch", "coppice/exec_12345678/result");
        assertThat(before.differences(repository.fingerprint())).isEmpty();

        user.git("branch", "-D", "mine");
        user.git("tag", "new");
        user.git("config", "core.editor", "evil");
        user.write("a.txt", "stashed");
        user.git("stash");
        var stashed = user.git("rev-parse", "stash");
        user.git("stash", "drop", "stash@{1}");
        user.write(".git/hooks/pre-commit", "#!/bin/sh\n");

        assertThat(before.differences(repository.fingerprint()))
                .containsExactlyInAnyOrder(
                        "refs/heads/mine was deleted; it was " + user.head(),
                        "refs/tags/new was created",
                        "refs/stash was moved from " + earlier + " to " + stashed,
                        "the stash entry " + earlier + " was deleted",
                        "the stash entry " + stashed + " was created",
                        "config was changed",
                        "hooks/pre-commit was created");
    }
}
