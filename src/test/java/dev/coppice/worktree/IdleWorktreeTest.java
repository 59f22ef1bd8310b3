package dev.coppice.worktree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.git.Git;
import dev.coppice.git.GitRepository;
import dev.coppice.git.TestRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdleWorktreeTest {

    @TempDir
    Path temporary;

    private Path folder;
    private TestRepository user;
    private GitRepository repository;
    private IdleWorktree idle;

    @BeforeEach
    void lendAWorktreeAndTakeItBack() throws Exception {
        folder = temporary.toRealPath();
        user = TestRepository.create(folder.resolve("user"));
        repository = user.open();
        try (var pool = new WorktreePool(repository, folder.resolve("pools/pool"), 1)) {
            pool.lease(user.head()).close();
        }
        idle = IdleWorktree.in(folder.resolve("pools/pool")).getFirst();
    }

    private Optional<String> unsaved() {
        return idle.unsaved(repository.git());
    }

    @Test
    void oneThatIsAsItWasCheckedOutHoldsNothingAndLeavesWhole() throws IOException {
        assertThat(unsaved()).isEmpty();

        idle.remove(Optional.of(repository));

        assertThat(folder.resolve("pools")).isEmptyDirectory();
        assertThat(user.git("worktree", "list").lines()).hasSize(1);
    }

    @Test
    void lookingChangesNothing() throws IOException {
        TestRepository.shell(idle.directory(), "echo more >> a.txt");
        var before = TestRepository.shell(folder, "find pools -type f | sort | xargs sha256sum");

        unsaved();

        assertThat(TestRepository.shell(folder, "find pools -type f | sort | xargs sha256sum"))
                .isEqualTo(before);
    }

    @Test
    void changedDeletedAndUntrackedFilesAreUnsavedWork() {
        TestRepository.shell(idle.directory(), "echo more >> a.txt; rm src/b.txt; echo new > new.txt");

        assertThat(unsaved()).get().asString().contains("a.txt", "src/b.txt", "new.txt");
    }

    @Test
    void manyAreCounted() {
        TestRepository.shell(idle.directory(), "for n in 1 2 3 4 5; do echo $n > n$n; done");

        assertThat(unsaved()).get().asString().endsWith("and 2 more");
    }

    @Test
    void aRepositoryInsideIsUnsavedWork() {
        TestRepository.shell(idle.directory(), "mkdir inner; cd inner; git init -q; echo x > x");

        assertThat(unsaved()).get().asString().contains("inner");
    }

    @Test
    void commitsThatAnAgentMadeAreUnsavedWorkToo() {
        TestRepository.shell(idle.directory(), "echo more >> a.txt; git commit -qam mine");

        assertThat(unsaved()).get().asString().contains("a.txt");
    }

    @Test
    void flagsOfAnAgentsOwnIndexHideNothing() {
        TestRepository.shell(idle.directory(), "git update-index --assume-unchanged a.txt; echo more >> a.txt");

        assertThat(unsaved()).get().asString().contains("a.txt");
    }

    @Test
    void touchedAndIgnoredFilesAreNot() {
        TestRepository.shell(idle.directory(), "touch -d '2001-01-01' a.txt; mkdir build; echo x > build/cache");

        assertThat(unsaved()).isEmpty();
    }

    @Test
    void withoutARecordOfWhatWasCheckedOutItStays() throws IOException {
        Files.delete(folder.resolve("pools/pool/1.index"));

        assertThat(unsaved()).contains("nothing tells what was checked out in it");
    }

    @Test
    void itIsJudgedWithoutItsRepositoryAsWell() throws IOException {
        TestRepository.shell(folder, "mv user elsewhere");
        var scratch = Git.scratch(Files.createDirectory(folder.resolve("scratch")));
        var clean = idle.unsaved(scratch);
        TestRepository.shell(idle.directory(), "echo more >> a.txt");

        assertThat(clean).isEmpty();
        assertThat(idle.unsaved(scratch)).get().asString().contains("a.txt");
    }

    @Test
    void theRepositoryTellsOfOursThatAreGoneAndOfNobodyElses() throws IOException {
        user.git("worktree", "add", "-q", "--detach", folder.resolve("mine").toString());
        TestRepository.shell(folder, "rm -rf mine pools/pool/1");

        var lost = LostWorktree.of(repository, folder.resolve("pools"));

        assertThat(lost).extracting(LostWorktree::directory).containsExactly(idle.directory());
        assertThat(lost.getFirst().head()).contains(user.head());
        lost.getFirst().remove();
        assertThat(LostWorktree.of(repository, folder.resolve("pools"))).isEqualTo(List.of());
        assertThat(user.git("worktree", "list")).contains("mine").doesNotContain("pool");
    }
}
