package dev.coppice.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody can make a name of Coppice's point to a ref of the user's; what is done to the name is not done to the user's ref. */
class PointerRefTest {

    private static final RefName POINTER = new RefName("refs/coppice/exec_0123456789ab/tip");

    @TempDir
    Path folder;

    private TestRepository user;
    private String main;

    @BeforeEach
    void makeAPointer() {
        user = TestRepository.create(folder.resolve("user"));
        user.git("branch", "mine");
        user.git("symbolic-ref", POINTER.name(), "refs/heads/mine");
        main = user.head().sha();
    }

    @Test
    void aPointerIsShownAsOne() {
        var present = user.open().refs().below("refs/coppice/");

        assertThat(present)
                .singleElement()
                .satisfies(ref -> assertThat(ref.pointsTo()).isEqualTo("refs/heads/mine"));
    }

    @Test
    void whoDeletesThePointerLeavesWhatItPointsTo() {
        var deletion = user.open().refs().below("refs/coppice/").getFirst().deletion();

        var update = user.open().refs().update(deletion);

        assertThat(update).isInstanceOf(RefUpdate.Applied.class);
        assertThat(user.git("rev-parse", "mine")).isEqualTo(main);
        assertThat(user.git("for-each-ref", "refs/coppice")).isEmpty();
    }

    @Test
    void whoMovesThePointerLeavesWhatItPointsTo() {
        user.write("a.txt", "changed\n");
        var next = user.commitAll("next");

        var update = user.open().refs().update(new RefChange(POINTER, main, next.sha()));

        assertThat(update).isInstanceOf(RefUpdate.Applied.class);
        assertThat(user.git("rev-parse", "mine")).isEqualTo(main);
        assertThat(user.git("rev-parse", POINTER.name())).isEqualTo(next.sha());
    }
}
