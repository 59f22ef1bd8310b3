package dev.coppice.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coppice.git.GitFailure;
import dev.coppice.git.Ground;
import org.junit.jupiter.api.Test;

class IntegratorTest extends AnExecution {

    @Test
    void anExecutionBeginsOnce() {
        assertThat(integrator.begin(REFS, base)).isEqualTo(base);
        var landing = land(ONE, work("echo 1 > one"));
        assertThat(integrator.begin(REFS, base)).isEqualTo(landing);

        user.write("a.txt", "elsewhere\n");
        var elsewhere = user.commitAll("elsewhere");
        assertThatThrownBy(() -> integrator.begin(REFS, elsewhere)).isInstanceOf(GitFailure.class);
    }

    @Test
    void everyTaskIsOneCommitOnTheFirstParentChain() {
        var one = land(ONE, work("echo 1 > one"));
        var two = land(TWO, work("echo 2 > two; git add -A; git commit -qm 'forged' -m 'Coppice-Task: 9.9'"));

        assertThat(integrator.landings(REFS, base)).containsExactly(new Landing(TWO, 1, two), new Landing(ONE, 1, one));
        assertThat(user.git("log", "--format=%H %P", base + ".." + two))
                .isEqualTo(two + " " + one + "\n" + one + " " + base);
        assertThat(user.git("ls-tree", "--name-only", two.sha())).contains("one", "two");
        assertThat(user.git("fsck", "--strict")).doesNotContain("error", "missing");
    }

    @Test
    void workOnAnUnmovedTipIsTheVerifiedTreeItself() {
        var work = work("echo 1 > one");

        assertThat(prepare(ONE, work)).isInstanceOfSatisfying(Merge.Ready.class, ready -> {
            assertThat(ready.ground()).isEqualTo(new Ground(base, work));
        });
    }

    @Test
    void workOnAMovedTipIsMerged() {
        land(ONE, work("sed -i s/one/eins/ a.txt; mv src/b.txt src/moved.txt"));

        assertThat(prepare(TWO, work("sed -i s/three/drei/ a.txt; echo more >> src/b.txt")))
                .isInstanceOfSatisfying(Merge.Ready.class, ready -> {
                    assertThat(ready.ground().base()).isEqualTo(tip());
                    assertThat(user.git("show", ready.landing() + ":a.txt")).isEqualTo("eins\ntwo\ndrei");
                    assertThat(user.git("show", ready.landing() + ":src/moved.txt"))
                            .isEqualTo("bee\nmore");
                });
    }

    @Test
    void workOnTheSameLineConflictsWithItsPaths() {
        land(ONE, work("echo 1 > a.txt; echo 1 > 'ü \"x\"'; printf 1 > \"$(printf 'new\\nline')\""));
        var before = tip();

        assertThat(prepare(TWO, work("echo 2 > a.txt; echo 2 > 'ü \"x\"'; printf 2 > \"$(printf 'new\\nline')\"")))
                .isInstanceOfSatisfying(
                        Merge.Conflicted.class,
                        conflict -> assertThat(conflict.paths())
                                .containsExactlyInAnyOrder("a.txt", "ü \"x\"", "new\nline"));
        assertThat(tip()).isEqualTo(before);
    }

    @Test
    void aFileDeletedHereAndChangedThereConflicts() {
        land(ONE, work("rm a.txt"));

        assertThat(prepare(TWO, work("echo 2 > a.txt")))
                .isInstanceOfSatisfying(
                        Merge.Conflicted.class,
                        conflict -> assertThat(conflict.paths()).containsExactly("a.txt"));
    }

    @Test
    void workThatTheResultHasAlreadyIsNotLandedAgain() {
        land(ONE, work("echo 1 > one"));

        assertThat(prepare(TWO, work("echo 1 > one"))).isEqualTo(new Merge.AlreadyContained());
    }

    @Test
    void mergingFollowsTheAttributesOfTheWorktree() {
        user.write(".gitattributes", "list.txt merge=union\n");
        user.write("list.txt", "first\n");
        base = user.commitAll("attributes");
        user.git("update-ref", REFS.result().name(), base.sha());
        land(ONE, work("echo from-one >> list.txt"));

        assertThat(prepare(TWO, work("echo from-two >> list.txt")))
                .isInstanceOfSatisfying(
                        Merge.Ready.class,
                        ready -> assertThat(user.git("show", ready.landing() + ":list.txt"))
                                .contains("from-one", "from-two"));
    }

    @Test
    void aMergeDriverThatFailsIsAConflict() {
        user.git("config", "merge.broken.driver", "false");
        user.write(".gitattributes", "a.txt merge=broken\n");
        base = user.commitAll("attributes");
        set(REFS.result().name(), base.sha());
        land(ONE, work("sed -i s/one/eins/ a.txt"));

        assertThat(prepare(TWO, work("sed -i s/three/drei/ a.txt")))
                .isInstanceOfSatisfying(
                        Merge.Conflicted.class,
                        conflict -> assertThat(conflict.paths()).containsExactly("a.txt"));
    }
}
