package dev.coppice.wholeplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coppice.database.PostgresResource;
import dev.coppice.git.TestRepository;
import dev.coppice.process.Programs;
import dev.coppice.task.ExecutionState;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A plan of three tasks in repositories that are unlike most, up to the branch for people; nothing else in them changes. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class UnusualRepositoryTest extends AWholePlan {

    private static final String PLAN = """
            ## Batch 1: Parts

            ### Task 1.1: First

            Do it.

            ### Task 1.2: Second

            Do it.

            ## Batch 2: Whole

            ### Task 2.1: Both

            Do it.

            **Verification:**
            - `test -f 'task 1.1' && test -f 'task 1.2'`
            """;

    @ParameterizedTest
    @EnumSource
    void aPlanIsDoneAndNothingOfTheUsersIsTouched(Unusual unusual) throws IOException {
        assumeTrue(
                unusual.place().chars().allMatch(c -> c < 128)
                        || "UTF-8".equals(System.getProperty("sun.jnu.encoding")),
                "this JVM cannot name files beyond ASCII: its locale is not UTF-8");
        assumeTrue(
                unusual != Unusual.GIT_LFS
                        || Programs.find("git-lfs", folder, System.getenv()).isPresent(),
                "there is no git-lfs on PATH; a filter of our own stands for it in the case before");
        var first = TestRepository.create(folder.resolve("user"));
        TestRepository.shell(first.directory(), unusual.preparation());
        var user = TestRepository.at(folder.resolve(unusual.place()));
        var base = user.head();
        var before = belongings(user, unusual);
        Files.deleteIfExists(folder.resolve("hooked"));

        var execution = start(user.directory(), PLAN, "echo > \"task $COPPICE_TASK\"\n" + unusual.work(), 0);
        until(() -> status(execution).state().isFinal());
        worker.finish(LONG_ENOUGH, LONG_ENOUGH);

        assertThat(folder.resolve("hooked")).doesNotExist();
        assertThat(status(execution).state())
                .as(status(execution).tasks().toString())
                .isEqualTo(ExecutionState.COMPLETED);
        assertThat(belongings(user, unusual)).isEqualTo(before);
        var branch = "coppice/" + execution + "/result";
        assertThat(Landed.chain(user, base.sha(), branch))
                .extracting(Landed::task)
                .hasSize(3)
                .endsWith("2.1");
        assertThat(user.git(
                                "-c",
                                "core.quotePath=false",
                                "diff",
                                "--name-only",
                                "--no-ext-diff",
                                "--no-renames",
                                base.sha(),
                                branch)
                        .lines())
                .containsExactlyInAnyOrderElementsOf(unusual.changed());
        TestRepository.shell(user.directory(), "result=" + branch + "\n" + unusual.proof());
        assertThat(user.git("fsck")).doesNotContain("error", "missing", "broken");
    }

    /** Of a bare repository, its refs and settings. */
    private static Map<String, String> belongings(TestRepository user, Unusual unusual) {
        return unusual == Unusual.BARE ? user.open().fingerprint().parts() : user.belongings();
    }
}
