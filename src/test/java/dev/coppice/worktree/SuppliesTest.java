package dev.coppice.worktree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.git.TestRepository;
import dev.coppice.project.CleanPolicy;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a worktree is given of the user's own, and what becomes of it. */
class SuppliesTest extends ASuppliedRepository {

    @Test
    void ignoredFilesAndFoldersAreCopiedWithTheirModes() throws Exception {
        Files.setPosixFilePermissions(user.directory().resolve(".env"), PosixFilePermissions.fromString("rw-------"));

        try (var lease = lease(copying(".env", "config/*.local", "node_modules"))) {
            assertThat(lease.directory().resolve(".env")).hasContent("SECRET=1");
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(lease.directory().resolve(".env"))))
                    .isEqualTo("rw-------");
            assertThat(lease.directory().resolve("config/db.local")).hasContent("db");
            assertThat(lease.directory().resolve("node_modules/left-pad/index.js"))
                    .hasContent("pad");
            assertThat(lease.remarks()).isEmpty();
            assertThat(lease.snapshot()).isEqualTo(new WorkSnapshot.Unchanged());
        }
    }

    @Test
    void aLinkLeadsToTheUsersOwn() throws Exception {
        try (var lease = lease(linking("node_modules"))) {
            assertThat(Files.readSymbolicLink(lease.directory().resolve("node_modules")))
                    .isEqualTo(user.directory().toRealPath().resolve("node_modules"));
            assertThat(lease.snapshot()).isEqualTo(new WorkSnapshot.Unchanged());
        }
    }

    @Test
    void aPathBelowAnIgnoredFolderCanBeNamed() throws Exception {
        user.write("build/cache/x", "x\n");
        user.write("build/out", "out\n");

        try (var lease = lease(copying("build/cache"))) {
            assertThat(lease.directory().resolve("build/cache/x")).hasContent("x");
            assertThat(lease.directory().resolve("build/out")).doesNotExist();
        }
    }

    @Test
    void whatGitDoesNotIgnoreOrDoesNotFindIsToldAndNotTaken() throws Exception {
        user.write("unfinished.txt", "of the user\n");

        try (var lease = lease(copying("unfinished.txt", "a.txt", "nothing/*"))) {
            assertThat(lease.directory().resolve("unfinished.txt")).doesNotExist();
            assertThat(lease.directory().resolve("a.txt")).hasContent("one\ntwo\nthree");
            assertThat(lease.remarks())
                    .anyMatch(remark -> remark.contains("does not ignore unfinished.txt"))
                    .anyMatch(remark -> remark.contains("does not ignore a.txt"))
                    .anyMatch(remark -> remark.contains("no ignored nothing/*"));
        }
    }

    @Test
    void whatTheCommitHasItselfStaysAsTheCommitHasIt() throws Exception {
        user.git("add", "-f", ".env");
        var tracked = user.commitAll("track it after all");
        user.git("rm", "-q", "--cached", ".env");
        user.git("commit", "-qm", "no longer");
        user.write(".env", "OF THE USER\n");

        try (var lease = pool.lease(tracked, copying(".env"))) {
            assertThat(lease.directory().resolve(".env")).hasContent("SECRET=1");
            assertThat(lease.remarks()).anyMatch(remark -> remark.contains("part of the commit"));
            agent(lease, "echo changed > .env");
            assertThat(changedPaths(lease)).containsExactly(".env");
        }
    }

    @Test
    void nothingOfItIsEverPartOfTheWork() throws Exception {
        try (var lease =
                lease(settings(List.of(".env", "config/*.local"), List.of("node_modules"), CleanPolicy.EVERYTHING))) {
            agent(
                    lease,
                    "rm .gitignore; git add -Af; git commit -qm all; git rm -q --cached .env; git commit -qm less;"
                            + " echo mine > mine.txt; echo more >> .env; rm node_modules; mkdir node_modules; echo x > node_modules/x");

            assertThat(changedPaths(lease)).containsExactlyInAnyOrder(".gitignore", "mine.txt");
        }
    }

    @ParameterizedTest
    @EnumSource(CleanPolicy.class)
    void theNextTaskFindsThemFreshAndLinksLeadToUnharmedFiles(CleanPolicy clean) throws Exception {
        var settings = settings(List.of(".env"), List.of("node_modules"), clean);
        var shared = user.directory().resolve("node_modules/left-pad/index.js");
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("r--r--r--"));
        try (var lease = lease(settings)) {
            agent(lease, "echo stolen > .env; chmod 000 .env; mkdir build; echo kept > build/cache; chmod 555 .");
        }

        try (var lease = lease(settings)) {
            assertThat(lease.directory().resolve(".env")).hasContent("SECRET=1");
            assertThat(lease.directory().resolve("node_modules/left-pad/index.js"))
                    .hasContent("pad");
            assertThat(Files.exists(lease.directory().resolve("build/cache")))
                    .isEqualTo(clean == CleanPolicy.UNTRACKED);
        }
        assertThat(shared).hasContent("pad");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(shared)))
                .isEqualTo("r--r--r--");
    }

    @Test
    void theyAreThereWhenChecksRunAndAsTheUserHasThem() throws Exception {
        try (var lease = lease(settings(List.of(".env"), List.of("node_modules"), CleanPolicy.EVERYTHING))) {
            agent(lease, "echo two > a.txt; echo forged > .env; rm node_modules");
            var work = ((WorkSnapshot.Changed) lease.snapshot()).tree();

            lease.checkOut(work);

            assertThat(lease.directory().resolve("a.txt")).hasContent("two");
            assertThat(lease.directory().resolve(".env")).hasContent("SECRET=1");
            assertThat(lease.directory().resolve("node_modules/left-pad")).isDirectory();
        }
    }

    @Test
    void anExecutionThatAsksForNothingFindsNothingOfIt() throws Exception {
        try (var lease = lease(settings(List.of(".env"), List.of("node_modules"), CleanPolicy.UNTRACKED))) {
            agent(lease, "echo x > a.txt");
        }

        try (var lease = lease(settings(List.of(), List.of(), CleanPolicy.UNTRACKED))) {
            assertThat(lease.directory().resolve(".env")).doesNotExist();
            assertThat(Files.exists(lease.directory().resolve("node_modules"), LinkOption.NOFOLLOW_LINKS))
                    .isFalse();
        }
    }

    @Test
    void noLinkOfAHostileCommitIsWrittenThrough() throws Exception {
        var elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        TestRepository.shell(user.directory(), "mv config old; ln -s " + elsewhere + " config; git add config");
        var hostile = user.commitAll("a link where a folder was");
        TestRepository.shell(user.directory(), "rm config; mv old config");

        try (var lease = pool.lease(hostile, copying("config/*.local"))) {
            assertThat(elsewhere).isEmptyDirectory();
            assertThat(lease.remarks()).isNotEmpty();
        }
    }

    @Test
    void whatAnAgentPutInTheWayIsNotFollowedWhenTheyAreTakenAway() throws Exception {
        var elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("db.local"), "not ours\n");
        var settings = settings(List.of("config/*.local"), List.of(), CleanPolicy.UNTRACKED);
        try (var lease = lease(settings)) {
            agent(
                    lease,
                    "rm -r config; ln -s " + elsewhere + " config; printf '../../elsewhere/db.local' >> ../1.supplies");
        }

        try (var lease = lease(settings)) {
            assertThat(lease.directory().resolve("config/db.local")).hasContent("db");
        }
        assertThat(elsewhere.resolve("db.local")).hasContent("not ours");
    }

    @Test
    void anIgnoredLinkInTheWayIsNotFollowedEither() throws Exception {
        var elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("f"), "not ours\n");
        user.write("d.log/f", "ours\n");
        var settings = settings(List.of("d.log/f"), List.of(), CleanPolicy.UNTRACKED);
        try (var lease = lease(settings)) {
            assertThat(lease.directory().resolve("d.log/f")).hasContent("ours");
            agent(lease, "rm -r d.log; ln -s " + elsewhere + " d.log");
        }

        try (var lease = lease(settings)) {
            assertThat(lease.remarks()).singleElement().asString().contains("d.log/f has no place here");
        }
        assertThat(elsewhere.resolve("f")).hasContent("not ours");
    }

    @Test
    void linksAreCopiedOnlyIfTheyStayInside() throws Exception {
        Files.writeString(folder.resolve("outside"), "secret\n");
        TestRepository.shell(
                user.directory(),
                "cd node_modules; ln -s left-pad/index.js inside; ln -s ../../outside out; ln -s "
                        + folder.resolve("outside") + " absolute; mkfifo pipe");

        try (var lease = lease(copying("node_modules"))) {
            var there = lease.directory().resolve("node_modules");
            assertThat(there.resolve("inside")).isSymbolicLink().hasContent("pad");
            assertThat(List.of("out", "absolute", "pipe"))
                    .noneMatch(name -> Files.exists(there.resolve(name), LinkOption.NOFOLLOW_LINKS));
            assertThat(lease.remarks()).hasSize(3);
        }
    }

    @Test
    void removingAPoolLeavesTheUsersOwnAlone() throws Exception {
        try (var lease = lease(linking("node_modules"))) {
            agent(lease, "echo x > x; chmod 555 .");
        }

        pool.remove();

        assertThat(folder.resolve("pool")).isEmptyDirectory();
        assertThat(user.directory().resolve("node_modules/left-pad/index.js")).hasContent("pad");
    }

    @Test
    void aLinkThatTheCommitsRulesDoNotIgnoreIsNobodysUnsavedWork() throws Exception {
        lease(linking("node_modules")).close();
        pool.close();

        var idle = IdleWorktree.in(folder.resolve("pool")).getFirst();

        assertThat(idle.unsaved(repository.git())).isEmpty();
        idle.remove(Optional.of(repository));
        assertThat(folder.resolve("pool")).doesNotExist();
    }

    @Test
    void aBareRepositoryHasNothingToGive() throws Exception {
        user.git("clone", "-q", "--bare", ".", "../bare.git");
        var bare = TestRepository.at(folder.resolve("bare.git")).open();
        try (var other = new WorktreePool(bare, folder.resolve("bare-pool"), 1);
                var lease = other.lease(base, copying(".env"))) {
            assertThat(lease.remarks()).singleElement().asString().contains("bare");
        }
    }

    @Test
    void namesMayHoldAnything() throws Exception {
        user.write("build/with space/*?[x].log", "x\n");
        user.write("build/ünï/:(top)x", "y\n");

        try (var lease = lease(copying("build"))) {
            assertThat(lease.directory().resolve("build/with space/*?[x].log")).hasContent("x");
            assertThat(lease.directory().resolve("build/ünï/:(top)x")).hasContent("y");
            agent(lease, "rm .gitignore");
            assertThat(changedPaths(lease)).containsExactly(".gitignore");
        }
    }
}
