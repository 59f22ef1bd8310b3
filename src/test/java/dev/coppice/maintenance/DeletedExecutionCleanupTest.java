package dev.coppice.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.git.ExecutionRefs;
import dev.coppice.git.TestRepository;
import dev.coppice.queue.retention.Deletion;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.TaskNumber;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cleanup judges the work of an execution that was deleted as it would have judged it before. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class DeletedExecutionCleanupTest {

    private static final CleanupRequest REQUEST = new CleanupRequest(false, Set.of(), true, Set.of());

    @TempDir
    Path folder;

    @Inject
    PastRows rows;

    @Inject
    Disposal disposal;

    @Inject
    Cleanup cleanup;

    private TestRepository user;
    private ExecutionId execution;

    /** As an execution leaves it of which one attempt did not land, and nothing at all did. */
    @BeforeEach
    void leaveUnlandedWork() {
        user = TestRepository.create(folder.resolve("user"));
        execution = rows.ended(Duration.ofDays(29), user.directory());
        user.git("checkout", "-q", "--detach");
        user.write("half.txt", "half\n");
        var work = user.commitAll("half");
        user.git("checkout", "-q", "main");
        user.git(
                "update-ref",
                new ExecutionRefs(execution).attempt(new TaskNumber("1.1"), 1).name(),
                work.sha());
        user.git("update-ref", new ExecutionRefs(execution).result().name(), "main");
        assertThat(disposal.dispose(execution, false)).isEqualTo(new Deletion.Deleted());
    }

    private List<String> refs() {
        return user.git("for-each-ref", "--format=%(refname)", "refs/coppice")
                .lines()
                .toList();
    }

    @Test
    void workThatDidNotLandIsKeptUntilItsTimeIsOver() {
        var attempt =
                new ExecutionRefs(execution).attempt(new TaskNumber("1.1"), 1).name();

        var report = cleanup.run(REQUEST);

        assertThat(refs()).contains(attempt);
        assertThat(report.kept())
                .filteredOn(kept -> kept.what().contains(execution.value()))
                .singleElement()
                .matches(kept -> kept.why().startsWith("it did not land; kept until "));
    }

    @Test
    void whenItsTimeIsOverItGoesAndTheRepositoryIsFoundWithoutBeingNamed() {
        rows.change("update deleted_execution set finished_at = finished_at - interval '2 days' where id = '"
                + execution + "'");

        var report = cleanup.run(REQUEST);

        assertThat(refs()).isEmpty();
        assertThat(report.removals())
                .filteredOn(removal ->
                        removal.what().contains("/task/") && removal.what().contains(execution.value()))
                .singleElement()
                .matches(removal ->
                        removal.why().contains("it did not land, and its execution ended more than 30 days ago"));
    }

    @Test
    void aResultThatIsPartOfNoBranchStaysForEver() {
        user.git("checkout", "-q", "--detach");
        user.write("result.txt", "result\n");
        var result = user.commitAll("feat: result");
        user.git("checkout", "-q", "main");
        var ref = new ExecutionRefs(execution).result().name();
        user.git("update-ref", ref, result.sha());
        rows.change("update deleted_execution set finished_at = finished_at - interval '900 days' where id = '"
                + execution + "'");

        cleanup.run(REQUEST);

        assertThat(refs()).containsExactly(ref);
    }

    @Test
    void ofAnExecutionThatNoDatabaseEverKnewEverythingStays() {
        rows.change("delete from deleted_execution where id = '" + execution + "'");

        var report = cleanup.run(new CleanupRequest(false, Set.of(), true, Set.of(user.directory())));

        assertThat(refs()).hasSize(2);
        assertThat(report.kept()).anyMatch(kept -> kept.why().contains("the database does not know it"));
    }
}
