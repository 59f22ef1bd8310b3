package dev.coppice.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.git.TestRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoryExaminationTest {

    @TempDir
    Path folder;

    private TestRepository repository;

    @BeforeEach
    void prepare() {
        repository = TestRepository.create(folder.resolve("repository"));
    }

    private static List<Finding> look(Path directory) {
        return new RepositoryExamination(directory).look();
    }

    @Test
    void aCleanRepositoryIsFine() {
        assertThat(look(repository.directory()))
                .containsExactly(Finding.ok("repository", repository.directory().toString()));
    }

    @Test
    void changedAndUntrackedFilesAreCountedAndNothingIsTouched() {
        repository.write("a.txt", "changed\n");
        repository.write("new.txt", "new\n");
        var before = repository.belongings();

        var findings = look(repository.directory());

        assertThat(findings).hasSize(2);
        assertThat(findings.getLast().level()).isEqualTo(Finding.Level.WARNING);
        assertThat(findings.getLast().found()).contains("2 changed or untracked paths");
        assertThat(repository.belongings()).isEqualTo(before);
    }

    @Test
    void aBranchInTheWayIsAnError() {
        repository.git("branch", "coppice");

        assertThat(look(repository.directory()))
                .singleElement()
                .matches(finding -> finding.level() == Finding.Level.ERROR)
                .matches(finding -> finding.found().contains("git branch -m coppice"));
    }

    @Test
    void whatIsNoRepositoryIsAnError() throws Exception {
        var none = Files.createDirectory(folder.resolve("none"));

        assertThat(look(none)).extracting(Finding::level).containsExactly(Finding.Level.ERROR);
        assertThat(look(folder.resolve("missing"))).extracting(Finding::level).containsExactly(Finding.Level.ERROR);
    }

    @Test
    void aShallowCloneAndSubmodulesAreWarnedOf() {
        repository.write(".gitmodules", "[submodule \"x\"]\n\tpath = x\n\turl = ../x\n");
        repository.commitAll("second");
        TestRepository.git(folder, "clone", "-q", "--depth", "1", "file://" + repository.directory(), "shallow");

        assertThat(look(folder.resolve("shallow")))
                .extracting(Finding::level, Finding::found)
                .hasSize(3)
                .anyMatch(finding -> finding.toString().contains("history is cut off"))
                .anyMatch(finding -> finding.toString().contains("submodules"));
    }

    @Test
    void aBareRepositoryHasNoCheckoutToBeClean() {
        TestRepository.git(
                folder, "clone", "-q", "--bare", repository.directory().toString(), "bare.git");

        assertThat(look(folder.resolve("bare.git")))
                .singleElement()
                .matches(finding -> finding.level() == Finding.Level.OK)
                .matches(finding -> finding.found().endsWith("bare.git, without a checkout"));
    }
}
