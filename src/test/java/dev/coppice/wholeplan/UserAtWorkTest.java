package dev.coppice.wholeplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.coppice.database.PostgresResource;
import dev.coppice.git.TestRepository;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.ExecutionState;
import dev.coppice.task.TaskState;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A user goes on working while a plan runs: while agents are at work, between landings, during checks of a commit that no ref holds yet.
 * The plan comes to its end, and all that is the user's is as the user left it.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class UserAtWorkTest extends AWholePlan {

    private static final String PLAN = """
            ## Batch 1: Parts

            ### Task 1.1: First

            Do it.

            ### Task 1.2: Second

            Do it.

            **Verification:**
            - `sh 'FOLDER/check.sh'`

            ## Batch 2: Whole

            ### Task 2.1: Both

            Do it.

            **Verification:**
            - `test -f 1.1 && test -f 1.2 && test -f 2.1`
            """;

    private static final String AGENT = "echo $COPPICE_TASK > $COPPICE_TASK; cd 'FOLDER'; touch at-$COPPICE_TASK;"
            + " until test -e go-$COPPICE_TASK; do sleep 0.02; done";

    /** Once for the task's own work, and once more on the merged commit, which holds the other task's file too. */
    private static final String CHECK = """
            if test -f 1.1; then at=merged; else at=own; fi
            test -f 1.2; cd 'FOLDER'; touch at-$at
            until test -e go-$at; do sleep 0.02; done
            """;

    private TestRepository user;
    private Map<String, String> asLeft = Map.of();

    /** What the user does, each time; the number of the time is in {@code $1}. */
    static Stream<Arguments> habits() {
        return Stream.of(
                argumentSet(
                        "commits and amends",
                        "echo $1 >> a.txt; git add .; git commit -qm mine; echo $1 > mine-$1; git add .; git commit -q --amend -m more"),
                argumentSet(
                        "stashes and drops",
                        "for i in 1 2 3; do echo $1 $i >> a.txt; git stash -q; done; git stash drop -q 'stash@{1}'; git stash pop -q;"
                                + " git add a.txt; echo untracked > u$1"),
                argumentSet(
                        "switches branches and deletes the base branch",
                        "git switch -qc branch-$1; git branch -qD main || true; git branch old-$1; git branch -D old-$1;"
                                + " git tag tag-$1; git checkout -q --detach"),
                argumentSet(
                        "collects garbage at once",
                        "echo $1 > lost; git add lost; git commit -qm lost; git reset -q --hard HEAD~1;"
                                + " git reflog expire --expire=now --all; git gc -q --prune=now; git repack -adq;"
                                + " git pack-refs --all --prune; git prune --expire=now; git worktree prune"),
                argumentSet(
                        "has worktrees, hooks and settings of their own",
                        "git worktree add -q ../wt-$1 -b wt-$1; echo x > ../wt-$1/x; git worktree prune;"
                                + " git config my.setting $1; printf '#!/bin/sh\\ntest $GIT_AUTHOR_NAME != Coppice\\n' > .git/hooks/reference-transaction;"
                                + " chmod +x .git/hooks/reference-transaction; git clean -qfdx; rm -f a.txt; git config gc.auto 1"),
                argumentSet(
                        "looks at the result and goes back",
                        "git for-each-ref --format='%(refname:short)' refs/heads/coppice/ | while read b; do"
                                + " git checkout -q $b; git checkout -q -; git log -1 $b; git diff main $b; done >/dev/null"),
                argumentSet(
                        "makes a branch that leaves no room for the result's",
                        "test -n \"$(git for-each-ref refs/heads/coppice/)\" || git branch -f coppice"));
    }

    @ParameterizedTest
    @MethodSource("habits")
    void aUserWhoGoesOnWorkingIsLeftAloneAndThePlanIsDone(String habit) throws IOException {
        user = TestRepository.create(folder.resolve("user"));
        var base = user.head();
        Files.writeString(folder.resolve("check.sh"), here(CHECK));
        asLeft = user.belongings();

        var execution = start(user.directory(), here(PLAN), here(AGENT), 0);
        awaitFiles("at-1.1", "at-1.2");
        act(habit, 1);
        go("go-1.2");
        awaitFiles("at-own");
        act(habit, 2);
        go("go-1.1");
        until(() -> task(execution, "1.1") instanceof TaskState.Completed);
        act(habit, 3);
        go("go-own");
        awaitFiles("at-merged");
        act(habit, 4);
        go("go-merged");
        awaitFiles("at-2.1");
        act(habit, 5);
        go("go-2.1");
        until(() -> status(execution).state().isFinal());
        worker.finish(LONG_ENOUGH, LONG_ENOUGH);

        var result = "refs/coppice/" + execution + "/tip";
        assertThat(status(execution).state()).as(errors(execution)).isEqualTo(ExecutionState.COMPLETED);
        assertThat(Landed.chain(user, base.sha(), result))
                .extracting(Landed::task)
                .containsExactly("1.1", "1.2", "2.1");
        assertThat(user.git("diff", "--name-only", base.sha(), result)).isEqualTo("1.1\n1.2\n2.1");
        assertThat(user.belongings()).isEqualTo(asLeft);
        assertThat(status(execution).tasks()).allMatch(task -> task.attempts().size() == 1);
        assertThat(user.git("fsck")).doesNotContain("error", "missing", "broken");
        assertOnlyTheUsersAndThePoolsWorktreesAreThere();
    }

    private String here(String text) {
        return text.replace("FOLDER", folder.toString());
    }

    private void go(String gate) throws IOException {
        Files.createFile(folder.resolve(gate));
    }

    private void awaitFiles(String... names) {
        until(() -> Stream.of(names).allMatch(name -> Files.exists(folder.resolve(name))));
    }

    /** Nothing may have happened to what is the user's since their last act. */
    private void act(String habit, int time) {
        assertThat(user.belongings()).as("before act " + time).isEqualTo(asLeft);
        TestRepository.shell(user.directory(), "set -- " + time + "\n" + habit);
        asLeft = user.belongings();
    }

    private TaskState task(ExecutionId execution, String number) {
        return status(execution).tasks().stream()
                .filter(task -> task.number().text().equals(number))
                .findFirst()
                .orElseThrow()
                .state();
    }

    private String errors(ExecutionId execution) {
        return status(execution).tasks().stream()
                .map(task -> task.error().orElse(""))
                .toList()
                .toString();
    }

    private void assertOnlyTheUsersAndThePoolsWorktreesAreThere() {
        var known = Stream.of(user.directory(), folder, pools())
                .map(path -> "worktree " + path)
                .toList();
        assertThat(user.git("worktree", "list", "--porcelain").lines())
                .noneMatch(line -> line.startsWith("prunable") || line.startsWith("locked"))
                .filteredOn(line -> line.startsWith("worktree "))
                .allMatch(line -> known.stream().anyMatch(line::startsWith));
    }
}
