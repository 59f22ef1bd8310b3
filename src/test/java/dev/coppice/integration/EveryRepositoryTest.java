package dev.coppice.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.coppice.git.CommitMessage;
import dev.coppice.git.ExecutionRefs;
import dev.coppice.git.TestRepository;
import dev.coppice.git.TreeId;
import dev.coppice.task.CommitId;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.TaskNumber;
import dev.coppice.worktree.WorkSnapshot;
import dev.coppice.worktree.WorktreeLease;
import dev.coppice.worktree.WorktreePool;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Two tasks from lease to branch, in every kind of repository that users have; what is theirs stays as it was, byte by byte. */
class EveryRepositoryTest {

    private static final ExecutionRefs REFS = new ExecutionRefs(new ExecutionId("exec_12345678"));

    @TempDir
    Path folder;

    /** A name, a script that runs in the folder of the repository {@code user}, and where Coppice then works. */
    static Stream<Arguments> repositories() {
        return Stream.of(
                argumentSet("plain", "", "user"),
                argumentSet("in a sub-folder", "", "user/src"),
                argumentSet(
                        "hooks that fail",
                        "for h in post-checkout pre-commit commit-msg post-index-change reference-transaction post-commit"
                                + " pre-auto-gc post-rewrite fsmonitor-watchman; do printf '#!/bin/sh\\ntest $GIT_AUTHOR_NAME != Coppice || touch ../hooked\\nexit 1\\n'"
                                + " > .git/hooks/$h; chmod +x .git/hooks/$h; done;"
                                + " git config core.fsmonitor .git/hooks/fsmonitor-watchman",
                        "user"),
                argumentSet(
                        "hooks elsewhere",
                        "mkdir ../h; printf '#!/bin/sh\\nexit 1\\n' > ../h/post-checkout; chmod +x ../h/post-checkout;"
                                + " cp ../h/post-checkout ../h/reference-transaction; git config core.hooksPath ../h",
                        "user"),
                argumentSet(
                        "signing that fails",
                        "git config commit.gpgSign true; git config tag.gpgSign true; git config gpg.program false;"
                                + " git config log.showSignature true",
                        "user"),
                argumentSet(
                        "odd settings",
                        "git config core.editor false; git config diff.external false; git config core.pager false;"
                                + " git config init.templateDir /nowhere; git config gc.auto 1; git config core.splitIndex true;"
                                + " git config merge.conflictStyle zdiff3; git config status.showUntrackedFiles no;"
                                + " git config color.ui always; git config core.abbrev 4; git config user.useConfigOnly true;"
                                + " git config --unset user.name; git config --unset user.email;"
                                + " git config core.logAllRefUpdates always; git config core.untrackedCache true;"
                                + " git config submodule.recurse true; git config alias.add '!false';"
                                + " git config core.checkStat minimal; git config core.trustctime false;"
                                + " git config diff.noprefix true; git config i18n.commitEncoding ISO-8859-1;"
                                + " git config merge.ff only; git config clean.requireForce true; git config core.safecrlf true;"
                                + " git config diff.ignoreSubmodules all; git config diff.renames copies",
                        "user"),
                argumentSet(
                        "staged, unstaged, untracked and stashed edits",
                        "echo stashed >> a.txt; git stash -q; echo staged > s; git add s; echo unstaged >> a.txt; echo u > u;"
                                + " echo i > i.log; rm src/b.txt",
                        "user"),
                argumentSet(
                        "a merge in progress",
                        "git checkout -qb o; echo o > src/b.txt; git commit -qam o; git checkout -q main;"
                                + " echo m > src/b.txt; git commit -qam m; git merge o || true",
                        "user"),
                argumentSet("a detached head", "git checkout -q --detach", "user"),
                argumentSet(
                        "a linked worktree", "git worktree add -q ../linked -b linked; echo x > ../linked/x", "linked"),
                argumentSet(
                        "settings per worktree and a sparse checkout",
                        "git config extensions.worktreeConfig true; git sparse-checkout set src; git config --worktree x.y z",
                        "user"),
                argumentSet("everything packed", "git gc -q; git pack-refs --all; git commit-graph write", "user"),
                argumentSet("bare", "git clone -q --bare . ../bare.git", "bare.git"),
                argumentSet(
                        "shallow",
                        "echo x > x; git add x; git commit -qm x; git clone -q --depth 1 \"file://$PWD\" ../shallow",
                        "shallow"),
                argumentSet(
                        "partial",
                        "git config uploadpack.allowFilter true; git clone -q --filter=blob:none --no-checkout"
                                + " \"file://$PWD\" ../partial; git -C ../partial checkout -q",
                        "partial"),
                argumentSet(
                        "a submodule",
                        "git init -q -b main ../sub; git -C ../sub commit -q --allow-empty -m s;"
                                + " git -c protocol.file.allow=always submodule --quiet add ../sub sub; git commit -qm sub",
                        "user"),
                argumentSet("line endings changed on checkout", "git config core.autocrlf true", "user"),
                argumentSet(
                        "a filter",
                        "git config filter.rot.clean 'tr a-z b-za'; git config filter.rot.smudge 'tr b-za a-z';"
                                + " echo '*.rot filter=rot' > .gitattributes; echo abc > f.rot; git add .; git commit -qm f",
                        "user"),
                argumentSet(
                        "sha256",
                        "git init -q -b main --object-format=sha256 ../sha256; cp -r a.txt src .gitignore ../sha256;"
                                + " cd ../sha256; git add .; git commit -qm first",
                        "sha256"),
                argumentSet("spaces and umlauts", "cp -r . '../a ü \"name\" '", "a ü \"name\" "));
    }

    @ParameterizedTest
    @MethodSource("repositories")
    void twoTasksLandAndNothingOfTheUsersChanges(String script, String place) throws InterruptedException {
        Assumptions.assumeTrue(
                place.chars().allMatch(c -> c < 128) || "UTF-8".equals(System.getProperty("sun.jnu.encoding")),
                "this JVM cannot name files beyond ASCII: its locale is not UTF-8");
        TestRepository.shell(TestRepository.create(folder.resolve("user")).directory(), script);
        var user = TestRepository.at(folder.resolve(place));
        var repository = user.open();
        var base = repository.resolve("HEAD").orElseThrow();
        var worktrees = user.git("worktree", "list");
        var belongings = place.equals("bare.git") ? "" : user.belongings().toString();
        var fingerprint = repository.fingerprint();

        var integrator = new Integrator(repository);
        integrator.begin(REFS, base);
        try (var pool = new WorktreePool(repository, folder.resolve("a pool"), 2)) {
            runBoth(pool, integrator, base);
            new Publisher(repository).follow(REFS);
            pool.remove();
        }

        var branch = "refs/heads/coppice/exec_12345678/result";
        assertThat(integrator.landings(REFS, base)).extracting(Landing::task).containsExactly(task(2), task(1));
        assertThat(user.git("show", branch + ":a.txt")).isEqualTo("eins\ntwo\ndrei");
        assertThat(user.git("show", branch + ":task 2")).isEqualTo("2");
        assertThat(user.git("diff", "--name-only", "--no-ext-diff", base.sha(), branch)
                        .lines()
                        .map(line -> line.replaceAll("\u001b\\[[0-9;]*m", "")))
                .containsExactly("a.txt", "task 1", "task 2");
        assertThat(user.git("worktree", "list")).isEqualTo(worktrees);
        assertThat(place.equals("bare.git") ? "" : user.belongings().toString()).isEqualTo(belongings);
        assertThat(fingerprint.differences(repository.fingerprint())).isEmpty();
        assertThat(folder.resolve("hooked")).doesNotExist();
        assertThat(user.git("fsck")).doesNotContain("error", "missing");
    }

    private static TaskNumber task(int number) {
        return new TaskNumber("1." + number);
    }

    /** Both start from the base; the second lands on a tip that has moved. */
    private static void runBoth(WorktreePool pool, Integrator integrator, CommitId base) throws InterruptedException {
        try (var one = pool.lease(base);
                var two = pool.lease(base)) {
            TestRepository.shell(one.directory(), "sed -i s/one/eins/ a.txt; echo 1 > 'task 1'");
            TestRepository.shell(two.directory(), "sed -i s/three/drei/ a.txt; echo 2 > 'task 2'");
            land(integrator, one, task(1), base);
            land(integrator, two, task(2), base);
        }
    }

    private static void land(Integrator integrator, WorktreeLease lease, TaskNumber task, CommitId base) {
        var token = UUID.randomUUID();
        var message = CommitMessage.of(REFS.execution(), task, 1, "Title é", "");
        assertThat(integrator.mark(REFS, task, token)).isInstanceOf(Fence.Marked.class);
        var work = work(lease);
        lease.commit(REFS.attempt(task, 1), work, message);
        lease.checkOut(work);
        var tip = integrator.tip(REFS).orElseThrow();
        var ready = (Merge.Ready) integrator.prepare(base, tip, work, message, lease.directory());
        lease.checkOut(ready.landing());
        assertThat(TestRepository.git(
                        lease.directory(), "-c", "core.fsmonitor=false", "status", "--porcelain", "-uall"))
                .isEmpty();
        assertThat(integrator.move(REFS, task, token, tip, ready.landing())).isEqualTo(new Move.Moved());
    }

    private static TreeId work(WorktreeLease lease) {
        return ((WorkSnapshot.Changed) lease.snapshot()).tree();
    }
}
