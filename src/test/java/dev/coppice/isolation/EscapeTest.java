package dev.coppice.isolation;

import static dev.coppice.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coppice.process.Command;
import dev.coppice.process.Output;
import dev.coppice.process.ProcessResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tries to see and to change from a sandbox what is none of its business. Each attempt is made without the sandbox as well, where it
 * succeeds: an attempt that cannot succeed anywhere would prove nothing.
 */
class EscapeTest {

    @TempDir
    Path folder;

    private ASandboxedWorktree place;

    /** One way out; it has worked if the shell text says so by its exit code and the host shows it. */
    record WayOut(String name, String script, Predicate<ASandboxedWorktree> worked) {

        static WayOut seeing(String name, String script) {
            return new WayOut(name, script, _ -> true);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<WayOut> waysToSee() {
        return Stream.of(
                WayOut.seeing("another worktree", "cat \"$OTHER/secret\""),
                WayOut.seeing("another worktree, by a link", "ln -s \"$OTHER/secret\" link; cat link"),
                WayOut.seeing("the user's home", "cat \"$HOME/.ssh/id\""),
                WayOut.seeing("the data folder", "cat \"$DATA/token\""),
                WayOut.seeing("the user's checkout", "cat \"$FOLDER/repository/a.txt\""),
                WayOut.seeing(
                        "other worktrees of the repository",
                        "[ $(git worktree list | wc -l) = 3 ]"
                                + " && cat \"$(git rev-parse --git-common-dir)/worktrees/2/gitdir\""),
                WayOut.seeing("the environment of a process outside", "grep -qa \"$SIGN\" /proc/$VICTIM/environ"),
                WayOut.seeing("the files of a process outside", "cd /proc/$VICTIM/root && ls usr/bin/env"),
                WayOut.seeing("the passwords of the host", "cat /etc/shadow"));
    }

    static Stream<WayOut> waysToChange() {
        return Stream.of(
                new WayOut(
                        "a file of another worktree",
                        "echo planted > \"$OTHER/planted\"",
                        place -> Files.exists(place.otherWorktree.resolve("planted"))),
                new WayOut(
                        "a file beside the repository",
                        "echo planted > \"$FOLDER/planted\"",
                        place -> Files.exists(place.folder.resolve("planted"))),
                new WayOut(
                        "the user's home",
                        "mkdir -p \"$HOME/.config\" && echo planted > \"$HOME/.config/planted\"",
                        place -> Files.exists(place.sandbox.user().resolve(".config/planted"))),
                new WayOut(
                        "the data folder",
                        "echo planted > \"$DATA/planted\"",
                        place -> Files.exists(place.sandbox.data().resolve("planted"))),
                new WayOut(
                        "a hook",
                        "printf '#!/bin/sh\\n' > \"$(git rev-parse --git-path hooks)/post-checkout\"",
                        place -> Files.exists(place.user.directory().resolve(".git/hooks/post-checkout"))),
                new WayOut(
                        "the folder of hooks",
                        "cd \"$(git rev-parse --git-common-dir)\" && mv hooks other && mkdir hooks"
                                + " && printf '#!/bin/sh\\n' > hooks/post-checkout",
                        place -> Files.exists(place.user.directory().resolve(".git/hooks/post-checkout"))),
                new WayOut(
                        "the repository's settings",
                        "git config core.pager evil",
                        place -> place.user.git("config", "--list").contains("core.pager=evil")),
                new WayOut(
                        "the repository's settings, by a file in their place",
                        "cd \"$(git rev-parse --git-common-dir)\" && printf '[core]\\n pager = evil\\n' > new && mv new config",
                        place -> place.user.git("config", "--list").contains("core.pager=evil")),
                new WayOut(
                        "what the worktree belongs to",
                        "echo 'gitdir: /elsewhere' > .git",
                        place -> text(place.worktree.resolve(".git")).contains("elsewhere")),
                new WayOut(
                        "what the worktree belongs to, by another file",
                        "mv .git gone && git init -q .",
                        place -> Files.isDirectory(place.worktree.resolve(".git"))),
                new WayOut(
                        "a branch",
                        "git update-ref refs/heads/main $(git commit-tree -m planted HEAD^{tree})",
                        place -> place.user
                                .git("log", "-1", "--format=%s", "main")
                                .equals("planted")),
                new WayOut(
                        "the branches, all at once",
                        "rm -rf \"$(git rev-parse --git-common-dir)\"/refs/heads/*"
                                + " && git update-ref refs/heads/other HEAD && git pack-refs --all",
                        place -> !place.user.git("branch", "--list", "other").isEmpty()),
                new WayOut(
                        "the repository's objects",
                        "cd \"$(git rev-parse --git-common-dir)/objects\" && chmod -R u+w . && rm -rf [0-9a-f][0-9a-f]",
                        place -> !Files.isDirectory(place.user
                                .directory()
                                .resolve(".git/objects")
                                .resolve(place.user.head().sha().substring(0, 2)))));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }

    @BeforeEach
    void prepare() {
        place = new ASandboxedWorktree(folder);
    }

    @ParameterizedTest
    @MethodSource("waysToSee")
    void itSeesNothingOf(WayOut way) throws IOException {
        var sign = "SIGN" + System.nanoTime();
        var builder = new ProcessBuilder("sleep", "300");
        builder.environment().put("SIGN_OF_MINE", sign);
        var victim = builder.start();
        try {
            var variables = Map.of("SIGN", sign, "VICTIM", Long.toString(victim.pid()));

            var inside = place.inside(way.script(), variables);

            assertThat(inside.succeeded()).as(inside.output()).isFalse();
            assertThat(inside.output()).doesNotContain(ASandboxedWorktree.SECRET);
            assumeControl(way, place.outside(way.script(), variables));
        } finally {
            victim.destroyForcibly();
        }
    }

    /** Some of it an ordinary user may not see outside either. */
    private static void assumeControl(WayOut way, ASandboxedWorktree.Ended outside) {
        if (way.name().equals("the passwords of the host")) {
            assumeTrue(outside.succeeded(), "this user may not read /etc/shadow anyway: nothing is shown by that");
        }
        assertThat(outside.succeeded()).as(outside.output()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("waysToChange")
    void itDoesNotChange(WayOut way) {
        place.inside(way.script());

        assertThat(way.worked().test(place)).isFalse();

        var outside = place.outside(way.script(), Map.of());
        assertThat(way.worked().test(place)).as(outside.output()).isTrue();
    }

    @Test
    void itMayNotWriteIntoTheKernelEvenAsRoot() {
        var script = "[ -w /proc/sys/kernel/core_pattern ]";

        assertThat(place.inside(script).succeeded()).isFalse();

        assumeTrue(
                place.outside(script, Map.of()).succeeded(),
                "this user may not do so anyway: nothing is shown by that");
    }

    @Test
    void itWorksAndCommitsWhereItIsAndTheHostKeepsTheFiles() {
        var inside = place.inside("""
                set -e
                echo made > made.txt
                git add made.txt
                git commit -q -m 'Made inside'
                git checkout -q -b own
                git log -1 --format=%s,%an
                git status --porcelain
                echo "$(git show main:a.txt | head -1)"
                """);

        assertThat(inside.output()).isEqualTo("Made inside,User\none\n");
        assertThat(place.worktree.resolve("made.txt")).hasContent("made");
        assertThat(place.user.git("branch", "--list", "own")).isEmpty();
        assertThat(place.user.git("fsck", "--no-dangling")).doesNotContain("missing", "error");
    }

    @Test
    void itsHomeAndTemporaryFolderAreItsOwnAndLastForTheAttempt() {
        var launcher = place.sandbox.forChecks();
        var first =
                place.inside("echo kept > \"$HOME/kept\"; echo kept > \"$TMPDIR/kept\"; ls /tmp", Map.of(), launcher);

        var second = place.inside("cat \"$HOME/kept\" \"$TMPDIR/kept\" /tmp/kept", Map.of(), launcher);

        assertThat(first.output()).contains("own");
        assertThat(second.output()).isEqualTo("kept\nkept\nkept\n");
        assertThat(place.sandbox.user().resolve("kept")).doesNotExist();
    }

    @Test
    void whatTheOperatorShowsIsThereAndOnlyWhereAllowedToBeChanged() {
        ASandboxedWorktree.write(folder.resolve("shown/file"), "shown\n");
        ASandboxedWorktree.write(folder.resolve("open/file"), "open\n");
        var sandbox =
                place.sandbox.showing(List.of(place.folder.resolve("shown")), List.of(place.folder.resolve("open")));

        var inside = place.inside(
                "cat \"$FOLDER/shown/file\"; echo no > \"$FOLDER/shown/new\"; echo yes > \"$FOLDER/open/new\"",
                Map.of(),
                sandbox.forChecks());

        assertThat(inside.output()).startsWith("shown\n").contains("Read-only");
        assertThat(folder.resolve("shown/new")).doesNotExist();
        assertThat(folder.resolve("open/new")).hasContent("yes");
    }

    @Test
    void loginsInTheRepositorysSettingsAreNotSeen() {
        place.user.git(
                "remote", "add", "origin", "https://somebody:" + ASandboxedWorktree.SECRET + "@example.invalid/x");
        place.user.git("config", "http.extraHeader", "Authorization: " + ASandboxedWorktree.SECRET);
        var script = "git config --list --show-origin; cat \"$(git rev-parse --git-common-dir)/config\"";

        var inside = place.inside(script);

        assertThat(inside.output())
                .contains("remote.origin.url=https://example.invalid/x")
                .doesNotContain(ASandboxedWorktree.SECRET);
        assertThat(place.outside(script, Map.of()).output()).contains(ASandboxedWorktree.SECRET);
    }

    @Test
    void aLinkThatOneCommandLeavesDoesNotLeadTheNextOnesSandboxOut() {
        var elsewhere = place.folder.resolve("elsewhere");
        ASandboxedWorktree.write(elsewhere.resolve("x"), "");
        ASandboxedWorktree.write(place.sandbox.user().resolve(".claude/.credentials.json"), "login");
        var launcher = place.sandbox.forAgent("claude");
        place.inside("mv ~/.claude ~/gone; ln -s /oldroot" + elsewhere + " ~/.claude", Map.of(), launcher);

        assertThatThrownBy(() -> place.inside("true", Map.of(), launcher))
                .hasMessageContaining("somebody has put a link at")
                .hasMessageEndingWith("/home/.claude");

        assertThat(elsewhere.toFile().list()).containsExactly("x");
    }

    @Test
    void aStopIsHeardInsideAndItsAnswerComesThrough() {
        var launcher = place.sandbox.forChecks();
        var script = "trap 'exit 42' TERM; touch ready; while :; do sleep 0.05; done";
        var command = new Command(
                List.of("bash", "-c", script), place.worktree, place.environment(), "", Duration.ofMinutes(1));

        var process = launcher.launch(command, Output.none(), Output.none());
        Thread.startVirtualThread(() -> {
            await().until(() -> Files.exists(place.worktree.resolve("ready")));
            process.stop();
        });

        assertThat(process.await()).isEqualTo(new ProcessResult.Stopped(42));
    }
}
