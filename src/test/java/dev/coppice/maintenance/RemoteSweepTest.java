package dev.coppice.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.git.GitRepository;
import dev.coppice.git.TestRepository;
import dev.coppice.task.BranchName;
import dev.coppice.task.ExecutionId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A branch at a remote goes only if what the remote holds now proves that it has landed there. */
class RemoteSweepTest {

    private static final String RESULT = "coppice/" + ExecutionId.random() + "/result";
    private static final String OTHER = "coppice/" + ExecutionId.random() + "/result";

    @TempDir
    Path folder;

    private TestRepository user;
    private TestRepository remote;

    /** The result has landed on the remote's main by a merge that was made over there, as a forge does it, and was not fetched. */
    @BeforeEach
    void landOverThere() {
        user = TestRepository.create(folder.resolve("user"));
        user.git(
                "init",
                "-q",
                "--bare",
                "-b",
                "main",
                folder.resolve("remote.git").toString());
        remote = TestRepository.at(folder.resolve("remote.git"));
        user.git("remote", "add", "origin", remote.directory().toString());
        user.git("push", "-q", "origin", "main");
        user.git("checkout", "-q", "-b", RESULT);
        user.write("landed.txt", "landed\n");
        user.commitAll("landed");
        user.git("checkout", "-q", "-b", OTHER);
        user.write("other.txt", "other\n");
        user.commitAll("other");
        user.git("checkout", "-q", "main");
        user.git("push", "-q", "origin", RESULT, OTHER);
        var tree = remote.git("rev-parse", RESULT + "^{tree}");
        var merge = remote.git("commit-tree", "-m", "merge", "-p", "main", "-p", RESULT, tree);
        remote.git("update-ref", "refs/heads/main", merge);
    }

    private Sweepings look(Optional<BranchName> base) {
        var into = new Sweepings();
        GitRepository repository = user.open();
        var place = new RemoteSweep.Place(repository, repository.remotes(), "origin");
        new RemoteSweep(place, KnownExecutions.of(List.of()), _ -> base, into).sweep();
        return into;
    }

    private Sweepings look() {
        return look(Optional.empty());
    }

    private List<String> branches() {
        return remote.git("for-each-ref", "--format=%(refname:short)", "refs/heads")
                .lines()
                .toList();
    }

    private static Stream<String> what(List<Removal> removals) {
        return removals.stream().map(Removal::what);
    }

    @Test
    void whatTheRemoteHoldsNowCountsAndLookingChangesNothingHere() {
        var objects = user.git("count-objects", "-v");
        var refs = user.git("for-each-ref");

        var found = look();

        assertThat(user.git("count-objects", "-v")).isEqualTo(objects);
        assertThat(user.git("for-each-ref")).isEqualTo(refs);
        assertThat(user.directory().resolve(".git/FETCH_HEAD")).doesNotExist();
        var report = found.remove();
        assertThat(report.problems()).isEmpty();
        assertThat(what(report.removals()))
                .containsExactly("refs/heads/" + RESULT + " of origin", "refs/remotes/origin/" + RESULT);
        assertThat(branches()).containsExactlyInAnyOrder("main", OTHER);
        assertThat(report.kept())
                .singleElement()
                .satisfies(kept -> assertThat(kept.why()).isEqualTo("it is not part of what has landed there"));
        assertThat(user.git("for-each-ref", "--format=%(refname:short)", "refs/remotes")
                        .lines())
                .containsExactlyInAnyOrder("origin/main", "origin/" + OTHER);
    }

    @Test
    void aBranchThatMovesBetweenTheLookAndTheDeletionStays() {
        var found = look();
        var more = remote.git("commit-tree", "-m", "more", "-p", RESULT, RESULT + "^{tree}");
        remote.git("update-ref", "refs/heads/" + RESULT, more);

        var report = found.remove();

        assertThat(report.removals()).isEmpty();
        assertThat(report.kept()).anySatisfy(kept -> {
            assertThat(kept.what()).contains(RESULT);
            assertThat(kept.why()).contains("stale info");
        });
        assertThat(remote.git("rev-parse", RESULT)).isEqualTo(more);
    }

    @Test
    void whatLandedOnTheBranchThatTheExecutionStartedFromHasLanded() {
        remote.git("update-ref", "refs/heads/develop", "refs/heads/" + OTHER);

        var without = what(look().preview().removals()).toList();
        var with = what(look(Optional.of(new BranchName("refs/heads/develop")))
                        .preview()
                        .removals())
                .toList();

        assertThat(without).noneMatch(name -> name.contains(OTHER));
        assertThat(with).anyMatch(name -> name.contains(OTHER));
    }

    @Test
    void aRemoteThatSaysThatAResultIsItsDefaultBranchProvesNothing() {
        remote.git("symbolic-ref", "HEAD", "refs/heads/" + OTHER);
        remote.git("update-ref", "-d", "refs/heads/main");

        assertThat(look().preview().removals()).isEmpty();
    }

    @Test
    void strangeNamesAreSomebodyElses() {
        var commit = remote.git("rev-parse", "main");
        var strange = List.of(
                "refs/heads/coppice/exec_XYZ/result",
                "refs/heads/coppice/mine",
                "refs/heads/coppice/exec_0123456789ab",
                "refs/heads/coppice/exec_0123456789ac/$(touch${IFS}hacked)",
                "refs/heads/coppice/exec_0123456789ad/;reboot",
                "refs/heads/coppice/exec_0123456789ae/größe",
                "refs/heads/coppice/exec_0123456789af/-f",
                "refs/heads/--upload-pack=touch",
                "refs/heads/coppice-things");
        for (String name : strange) {
            remote.git("update-ref", name, commit);
        }
        var report = look().remove();

        assertThat(report.problems()).isEmpty();
        assertThat(what(report.removals()))
                .contains("refs/heads/" + RESULT + " of origin")
                .allMatch(name -> name.contains(RESULT) || name.contains("exec_0123456789af"));
        assertThat(branches())
                .contains("main", "coppice/mine", "coppice/exec_0123456789ab", "coppice-things", "--upload-pack=touch");
        assertThat(user.directory().resolve("hacked")).doesNotExist();
    }

    /** One that speaks git's protocol, and says what no git would say. */
    @Test
    void aRemoteThatLiesAboutItsNamesHarmsNobody() throws IOException {
        var commit = user.head().sha();
        var said =
                new StringBuilder(packet(commit + " HEAD\0symref=HEAD:refs/heads/../../tags/x object-format=sha1\n"));
        for (var name : List.of(
                "refs/heads/../../../etc/passwd",
                "refs/heads/coppice/exec_0123456789b1/../../main",
                "refs/heads/coppice/exec_0123456789b2/x\ty",
                "refs/heads/coppice/exec_0123456789b3/\u001b[2J",
                "refs/heads/x\nno-commit\trefs/heads/coppice/exec_0123456789b4/x",
                "refs/heads/--exec=touch hacked")) {
            said.append(packet(commit + " " + name + "\n"));
        }
        Files.writeString(folder.resolve("said"), said + "0000", StandardCharsets.ISO_8859_1);
        var server = folder.resolve("server");
        Files.writeString(server, "#!/bin/sh\ncat '" + folder.resolve("said") + "'\ncat > /dev/null\n");
        assertThat(server.toFile().setExecutable(true)).isTrue();
        user.git("config", "remote.origin.uploadpack", server.toString());
        var refs = user.git("for-each-ref");

        var report = look().remove();

        assertThat(report.removals()).noneMatch(removal -> removal.kind() == Removal.Kind.REMOTE_BRANCH);
        assertThat(branches()).contains("main", RESULT, OTHER);
        assertThat(user.git("for-each-ref", "refs/heads"))
                .isEqualTo(refs.lines()
                        .filter(line -> line.contains("refs/heads/"))
                        .collect(Collectors.joining("\n")));
        assertThat(user.directory().resolve("hacked")).doesNotExist();
    }

    private static String packet(String text) {
        return String.format("%04x", text.length() + 4) + text;
    }

    @Test
    void whatIsRememberedOfABranchThatIsGoneGoesOnlyIfItsCommitsAreElsewhere() {
        remote.git("update-ref", "-d", "refs/heads/" + RESULT);
        remote.git("update-ref", "-d", "refs/heads/" + OTHER);
        user.git("branch", "-D", OTHER);
        user.git("update-ref", "refs/remotes/origin/gone", "main");

        var report = look().remove();

        assertThat(what(report.removals())).containsExactly("refs/remotes/origin/" + RESULT);
        assertThat(report.kept()).singleElement().satisfies(kept -> {
            assertThat(kept.what()).isEqualTo("refs/remotes/origin/" + OTHER);
            assertThat(kept.why()).contains("only it still holds the commits");
        });
        assertThat(user.git("for-each-ref", "refs/remotes/origin/gone")).isNotEmpty();
    }

    @Test
    void whatPointsToARefOfTheUsersIsNotFollowed() {
        user.git("branch", "mine", RESULT);
        user.git("symbolic-ref", "refs/remotes/origin/" + RESULT, "refs/heads/mine");

        var report = look().remove();

        assertThat(report.removals()).isEmpty();
        assertThat(user.git("for-each-ref", "refs/heads/mine")).isNotEmpty();
        assertThat(branches()).contains(RESULT);
    }

    @Test
    void aRemoteThatDoesNotAnswerIsAProblemWithoutSecrets() {
        user.git("remote", "set-url", "origin", "https://me:s3cret@127.0.0.1:1/x.git");

        var report = look().preview();

        assertThat(report.problems())
                .singleElement()
                .asString()
                .contains("could not ask origin")
                .doesNotContain("s3cret");
    }
}
