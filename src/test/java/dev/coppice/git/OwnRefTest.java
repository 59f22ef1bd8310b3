package dev.coppice.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.task.ExecutionId;
import dev.coppice.task.TaskNumber;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnRefTest {

    private static final ExecutionId EXECUTION = new ExecutionId("exec_0123456789ab");
    private static final ExecutionRefs REFS = new ExecutionRefs(EXECUTION);

    @TempDir
    Path folder;

    @Test
    void everyRefOfAnExecutionIsReadBack() {
        var task = new TaskNumber("1.2#3");

        assertThat(OwnRef.of(REFS.result().name())).contains(new OwnRef.Result(EXECUTION));
        assertThat(OwnRef.of(REFS.branch().name())).contains(new OwnRef.Branch(EXECUTION));
        assertThat(OwnRef.of(REFS.fence(task).name())).contains(new OwnRef.Fence(EXECUTION, task));
        assertThat(OwnRef.of(REFS.attempt(task, 7).name())).contains(new OwnRef.Attempt(EXECUTION, task, 7));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "refs/heads/main",
                "refs/heads/coppice-things",
                "refs/heads/coppice/mine",
                "refs/heads/coppice/exec_0123456789ab/mine",
                "refs/coppice/exec_0123456789ab/tip/more",
                "refs/coppice/exec_0123456789ab/task/1.1/01",
                "refs/coppice/exec_0123456789ab/task/1.1/99999999999",
                "refs/coppice/exec_0123456789ab/fence",
                "refs/coppice/someone/tip",
                "refs/remotes/origin/coppice/exec_0123456789ab/result",
                "refs/tags/coppice/exec_0123456789ab/result"
            })
    void whatCoppiceDoesNotMakeIsNotOurs(String name) {
        assertThat(OwnRef.of(name)).isEmpty();
    }

    @Test
    void aRefIsDeletedOnlyFromWhereItWasSeenAndAllOfOneTransactionOrNone() {
        var user = TestRepository.create(folder.resolve("user"));
        var first = user.head();
        var refs = user.open().refs();
        refs.point(REFS.result(), first.sha());
        refs.point(REFS.branch(), first.sha());
        var seen = List.of(
                refs.below(ExecutionRefs.PRIVATE).getFirst(),
                refs.below(ExecutionRefs.BRANCHES).getFirst());
        user.write("a.txt", "changed\n");
        refs.point(REFS.branch(), user.commitAll("second").sha());

        var refused = refs.update(seen.get(0).deletion(), seen.get(1).deletion());
        var kept = refs.read(REFS.result());
        var applied = refs.update(seen.get(0).deletion());

        assertThat(refused).isInstanceOf(RefUpdate.Refused.class);
        assertThat(kept).isPresent();
        assertThat(applied).isEqualTo(new RefUpdate.Applied());
        assertThat(refs.read(REFS.result())).isEmpty();
        assertThat(refs.update(seen.get(0).deletion())).isInstanceOf(RefUpdate.Refused.class);
    }

    @Test
    void onlyTheUsersBranchesAndHeadMakeACommitMerged() {
        var user = TestRepository.create(folder.resolve("user"));
        var first = user.head();
        user.git("checkout", "-q", "-b", "work");
        user.write("a.txt", "work\n");
        var work = user.commitAll("work");
        user.git("checkout", "-q", "--detach");
        user.write("a.txt", "detached\n");
        var detached = user.commitAll("detached");
        user.write("a.txt", "dangling\n");
        var dangling = user.commitAll("dangling");
        user.git("checkout", "-q", "--detach", detached.sha());
        user.git("update-ref", REFS.branch().name(), dangling.sha());
        user.git("tag", "t", dangling.sha());
        var ancestry = user.open().ancestry();

        assertThat(ancestry.unmerged(Set.of(first, work, detached, dangling))).containsExactly(dangling);
        assertThat(ancestry.unmerged(Set.of())).isEmpty();
        assertThat(ancestry.branchWith(work)).contains("work");
        assertThat(ancestry.branchWith(dangling)).isEmpty();
        assertThat(ancestry.holders(dangling)).containsExactly(REFS.branch().name(), "refs/tags/t");
    }
}
