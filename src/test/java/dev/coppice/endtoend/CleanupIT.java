package dev.coppice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code coppice cleanup} after real runs: what has landed goes, what has not stays. */
class CleanupIT extends ARepositoryToCleanUp {

    @Test
    void aDryRunShowsExactlyWhatARealOneRemovesAndASecondOneFindsNothing() throws Exception {
        repository.git("branch", "coppice-things");
        repository.git("tag", "coppice/mine");
        var report = run(SamplePlans.TWO_BATCHES);
        merge(report);
        var users = repository.whatIsTheUsers();
        var refs = refs();
        var files = files();

        var dry = cleanup(coppice, "--dry-run");
        var refsAfterDry = refs();
        var filesAfterDry = files();
        var real = cleanup(coppice);
        var again = cleanup(coppice);

        assertThat(refsAfterDry).isEqualTo(refs);
        assertThat(filesAfterDry).isEqualTo(files);
        assertThat(dry.standardError()).contains("nothing was changed");
        assertThat(real.standardOutput()).isEqualTo(dry.standardOutput());
        assertThat(removals(real))
                .anyMatch(line -> line.contains("remove  branch refs/heads/"
                        + report.get("result_branch").asText()))
                .anyMatch(line -> line.contains("/tip ") && line.endsWith("all of its result is part of main"))
                .filteredOn(line -> line.startsWith("remove  ref refs/coppice/"))
                .hasSize(1 + 3 + 3);
        assertThat(removals(real))
                .filteredOn(line -> line.startsWith("remove  worktree "))
                .isNotEmpty();
        assertThat(refs())
                .contains("refs/heads/coppice-things", "refs/tags/coppice/mine")
                .doesNotContain("refs/coppice/");
        assertThat(refs()).doesNotContain("refs/heads/coppice/");
        assertThat(worktrees()).isEmpty();
        assertThat(repository.git("worktree", "list").lines()).hasSize(1);
        assertThat(repository.whatIsTheUsers()).isEqualTo(users);
        assertThat(repository.git("fsck", "--strict")).doesNotContain("error").doesNotContain("missing");
        assertThat(again.standardOutput()).isEmpty();
        assertThat(home.resolve("logs").resolve(report.get("execution_id").asText()))
                .isNotEmptyDirectory();
    }

    @Test
    void aResultThatNobodyTookStaysWithAllThatBelongsToIt() throws Exception {
        var report = run(SamplePlans.TWO_BATCHES);
        var refs = refs();

        var run = cleanup(coppice(NO_RETENTION));

        assertThat(refs()).isEqualTo(refs);
        assertThat(kept(run))
                .singleElement()
                .asString()
                .contains("the result of " + report.get("execution_id").asText(), "part of no branch of yours");
        assertThat(removals(run))
                .allMatch(line -> line.startsWith("remove  worktree ") || line.startsWith("remove  log "));
        assertThat(home.resolve("logs").toFile().list()).containsExactly("app.log");
    }

    @Test
    void theWorkOfAFailedAttemptStaysUntilItsTimeIsOverAndTheRunCanStillGoOn() throws Exception {
        var report = run(SamplePlans.ONE_FAILS);
        merge(report);
        var work = "refs/coppice/" + report.get("execution_id").asText() + "/task/1.2/1";

        var first = cleanup(coppice);

        assertThat(repository.git("for-each-ref", "--format=%(refname)", "refs/coppice"))
                .isEqualTo(work);
        assertThat(repository.show(work, "broken.txt")).isEqualTo("half done");
        assertThat(kept(first)).singleElement().asString().contains("task 1.2", "did not land; kept until ");
        var resumed = coppice.run(
                "run", plan.toString(), "--agent-command", "sh -c 'echo \"$COPPICE_TASK\" > finished.txt'", "--resume");
        assertThat(resumed.exitCode()).as(resumed.standardError()).isZero();
        assertThat(repository.landed(report.get("result_branch").asText())).hasSize(2);

        merge(report);
        var last = cleanup(coppice(NO_RETENTION));

        assertThat(removals(last)).anyMatch(line -> line.contains(work) && line.contains("did not land"));
        assertThat(refs()).doesNotContain("coppice");
    }

    @Test
    void aCheckedOutBranchAndAPersonsCommitsOnOneStay() throws Exception {
        var checkedOut = run(SamplePlans.independent(1));
        merge(checkedOut);
        var extended = run(SamplePlans.independent(2));
        merge(extended);
        var extendedBranch = extended.get("result_branch").asText();
        repository.git("checkout", "-q", extendedBranch);
        repository.git("commit", "-q", "--allow-empty", "-m", "Mine");
        repository.git("checkout", "-q", checkedOut.get("result_branch").asText());

        var run = cleanup(coppice);

        assertThat(repository
                        .git("for-each-ref", "--format=%(refname:short)", "refs/heads/coppice")
                        .lines())
                .containsExactlyInAnyOrder(checkedOut.get("result_branch").asText(), extendedBranch);
        assertThat(refs()).doesNotContain("refs/coppice/");
        assertThat(kept(run))
                .anyMatch(line -> line.contains("checked out at " + repository.folder()))
                .anyMatch(line -> line.contains("commits that are part of no other branch"));
    }

    @Test
    void aWorktreeThatHoldsUnkeptWorkIsNotLost() throws Exception {
        merge(run(SamplePlans.independent(1)));
        var worktree = worktree();
        Files.writeString(worktree.resolve("unkept.txt"), "work of an attempt that crashed");

        var run = cleanup(coppice);

        assertThat(worktree.resolve("unkept.txt")).exists();
        assertThat(kept(run)).singleElement().asString().contains(worktree.toString(), "unkept.txt");
        Files.delete(worktree.resolve("unkept.txt"));
        assertThat(removals(cleanup(coppice))).singleElement().asString().contains(worktree.toString());
    }

    @Test
    void whatIsNotAtItsEndIsLeftAlone() throws Exception {
        SamplePlans.write(plan, SamplePlans.independent(1));
        var agent = "sh -c 'echo begun > begun; sleep 600'";
        var running = coppice.start("run", plan.toString(), "--agent-command", agent);
        Waiting.until(() -> running.standardError().contains("1.1  running"));
        var whileRunning = coppice.run("cleanup");
        running.process().destroy();
        assertThat(running.exitCode()).isEqualTo(130);
        var refs = refs();
        var files = files();

        var run = cleanup(coppice(NO_RETENTION));

        assertThat(whileRunning.exitCode()).isEqualTo(3);
        assertThat(whileRunning.standardError())
                .contains("pid " + running.process().pid());
        assertThat(removals(run)).isEmpty();
        assertThat(kept(run)).anyMatch(line -> line.contains("it is paused, not at its end"));
        assertThat(refs()).isEqualTo(refs);
        assertThat(files()).isEqualTo(files);
    }

    @Test
    void executionsThatTheDatabaseDoesNotKnowGoOnlyWhenTheyAreProvenToHaveLanded() throws Exception {
        var merged = run(SamplePlans.independent(1));
        merge(merged);
        var unmerged = run(SamplePlans.independent(2));
        var nothingLanded = run(SamplePlans.NEEDS_A_FILE);
        var stranger = new PackagedCoppice(folder.resolve("another-home"), repository.folder());

        var run = cleanup(stranger, "--repo", repository.folder().toString());

        assertThat(refs())
                .doesNotContain(merged.get("execution_id").asText())
                .contains(
                        unmerged.get("execution_id").asText(),
                        nothingLanded.get("execution_id").asText());
        assertThat(kept(run))
                .filteredOn(line -> line.contains("the database does not know it"))
                .hasSize(2);
    }

    @Test
    void mergedBranchesAtARemoteGoOnlyWhenAskedForAndStaleMemoriesOfThemGo() throws Exception {
        var remote = folder.resolve("remote.git");
        repository.git("init", "-q", "--bare", "-b", "main", remote.toString());
        repository.git("remote", "add", "origin", remote.toString());
        var merged = run(SamplePlans.independent(1)).get("result_branch").asText();
        var unmerged = run(SamplePlans.independent(2)).get("result_branch").asText();
        var stale = run(SamplePlans.TWO_BATCHES).get("result_branch").asText();
        repository.git("merge", "-q", "--no-edit", merged);
        repository.git("push", "-q", "-u", "origin", "main", merged, unmerged, stale);
        repository.git("--git-dir=" + remote, "branch", "-D", stale);
        repository.git("--git-dir=" + remote, "branch", "coppice-things", "main");

        var local = cleanup(coppice, "--dry-run");
        var dry = cleanup(coppice, "--dry-run", "--remote", "origin");
        var real = cleanup(coppice, "--remote", "origin");

        assertThat(removals(local)).noneMatch(line -> line.startsWith("remove  remote branch"));
        assertThat(kept(local))
                .anyMatch(line ->
                        line.contains("3 coppice/ branches of origin") && line.contains("--remote origin asks"));
        assertThat(real.standardOutput()).isEqualTo(dry.standardOutput());
        assertThat(removals(real))
                .anyMatch(line -> line.startsWith("remove  remote branch refs/heads/" + merged))
                .anyMatch(line -> line.startsWith("remove  tracking ref refs/remotes/origin/" + merged))
                .anyMatch(line -> line.startsWith("remove  tracking ref refs/remotes/origin/" + stale));
        assertThat(repository
                        .git("--git-dir=" + remote, "for-each-ref", "--format=%(refname:short)")
                        .lines())
                .containsExactlyInAnyOrder("main", "coppice-things", unmerged);
        assertThat(repository
                        .git("for-each-ref", "--format=%(refname:short)", "refs/remotes")
                        .lines())
                .containsExactlyInAnyOrder("origin/main", "origin/" + unmerged);
        assertThat(removals(cleanup(coppice, "--remote", "origin"))).isEmpty();
    }

    @Test
    void aRemoteThatNoRepositoryHasIsSaidToBeUnknown() throws Exception {
        merge(run(SamplePlans.independent(1)));

        var run = coppice.run("cleanup", "--dry-run", "--remote", "upstream");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.standardError()).contains("no repository that was looked at has a remote upstream");
    }

    @Test
    void afterARunInWhichSomeFailedThereAreOnlyTheUsersAndThePoolsWorktreesAndGitFindsNothingWrong() throws Exception {
        var own = folder.resolve("a worktree of mine");
        repository.git("worktree", "add", "-q", "-b", "mine", own.toString());

        var report = run(SamplePlans.ONE_FAILS);
        run(SamplePlans.SAME_LINE);

        assertThat(report.get("status").asText()).isEqualTo("failed");
        var worktrees = repository
                .git("worktree", "list", "--porcelain")
                .lines()
                .filter(line -> line.startsWith("worktree "))
                .map(line -> Path.of(line.substring("worktree ".length())))
                .toList();
        assertThat(worktrees)
                .contains(repository.folder(), own)
                .allMatch(place -> place.equals(repository.folder())
                        || place.equals(own)
                        || (place.startsWith(home.resolve("worktrees")) && Files.isDirectory(place)));
        assertThat(repository.git("fsck", "--strict", "--full", "--no-dangling"))
                .isEmpty();
    }

    @Test
    void thePoolOfARepositoryThatIsGoneGoesTooUnlessItHoldsUnkeptWork() throws Exception {
        run(SamplePlans.independent(1));
        var worktree = worktree();
        Files.writeString(worktree.resolve("README.md"), "changed by an attempt that crashed");
        Files.move(repository.folder(), folder.resolve("elsewhere"));
        var away = new PackagedCoppice(home, folder);

        var careful = cleanup(away);
        var readme = Files.readString(worktree.resolve("README.md"));
        Files.writeString(worktree.resolve("README.md"), "# Sample\n");
        var real = cleanup(away, "--json");

        assertThat(kept(careful)).singleElement().asString().contains(worktree.toString(), "README.md");
        assertThat(readme).startsWith("changed");
        var removal = JSON.readTree(real.standardOutput()).get("removals").get(0);
        assertThat(removal.get("kind").asText()).isEqualTo("worktree");
        assertThat(removal.get("why").asText()).contains("its repository is gone");
        assertThat(worktrees()).isEmpty();
    }
}
