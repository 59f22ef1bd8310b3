package dev.coppice.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserRefsTest {

    @TempDir
    Path folder;

    private TestRepository user;

    @BeforeEach
    void create() {
        user = TestRepository.create(folder.resolve("user"));
    }

    private Map<String, String> read() {
        return UserRefs.read(user.open().git(), user.directory().resolve(".git"));
    }

    private Map<String, String> asGitSees() {
        var seen = new TreeMap<String, String>();
        user.git("for-each-ref", "--format=%(refname) %(objectname)").lines().forEach(line -> {
            var part = line.split(" ", -1);
            seen.put(part[0], part[1]);
        });
        return seen;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "git branch topic; git tag v1; git tag -a -m x v2",
                "git branch a/b/c; git pack-refs --all; git branch other",
                "git branch packed; git pack-refs --all; git commit -q --allow-empty -m second; git branch -f packed",
                "git branch gone; git pack-refs --all; git branch -D gone",
                "git symbolic-ref refs/remotes/origin/HEAD refs/heads/main",
                "git branch x; git pack-refs --all; git symbolic-ref refs/remotes/origin/HEAD refs/heads/x",
                "git stash list; echo x >> a.txt; git stash",
                "git notes add -m note; git branch 'a#b'; git branch ünï",
                "touch .git/refs/heads/main.lock",
                "mv .git/refs .git/kept; ln -s kept .git/refs",
                "mkdir -p .git/refs/heads/empty/folder"
            })
    void refsAreReadAsGitReadsThem(String change) {
        TestRepository.shell(user.directory(), change);

        var found = read();

        assertThat(found).isEqualTo(asGitSees()).containsKey("refs/heads/main");
    }

    @Test
    void coppicesOwnAreLeftOut() {
        var before = read();
        user.git("update-ref", "refs/coppice/exec_12345678/tip", "main");
        user.git("branch", "coppice/exec_12345678/result");
        user.git("pack-refs", "--all");
        user.git("update-ref", "refs/coppice/exec_12345678/fence/1.1", "main");
        user.git("branch", "coppice/exec_87654321/result");

        assertThat(read()).isEqualTo(before);
    }

    @Test
    void whatIsNoRefIsSeenToo() throws Exception {
        Files.write(user.directory().resolve(".git/refs/heads/binary"), new byte[] {-1, 0, -2});
        Files.write(user.directory().resolve(".git/refs/heads/huge"), new byte[1 << 20]);

        assertThat(read())
                .containsEntry("refs/heads/binary", "no ref")
                .containsEntry("refs/heads/huge", "no ref")
                .containsKey("refs/heads/main");
    }

    @Test
    void aPipeThatNobodyWritesIntoHoldsNothingUp() {
        TestRepository.shell(user.directory(), "mkfifo .git/refs/heads/pipe");

        assertThat(read()).containsOnlyKeys("refs/heads/main");
    }

    @Test
    void refsThatCannotBeReadAreAskedOfGit() throws Exception {
        Files.createSymbolicLink(user.directory().resolve(".git/refs/heads/loop"), Path.of("."));

        assertThat(read()).containsKey("refs/heads/main");
    }
}
