package dev.coppice.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class GrowingTextTest {

    private final GrowingText text = new GrowingText(OptionalInt.empty());

    @Test
    void whatComesIsTakenOnceAndInWholeLines() {
        assertThat(text.news("one\ntw", false)).isEqualTo("one\n");
        assertThat(text.news("one\ntwo\n", false)).isEqualTo("two\n");
        assertThat(text.news("one\ntwo\n", false)).isEmpty();
        assertThat(text.news("one\ntwo\ntwo\ntwo\n", false)).isEqualTo("two\ntwo\n");
        assertThat(text.news("one\ntwo\ntwo\ntwo\nend", true)).isEqualTo("end");
    }

    @Test
    void aTextWhoseMiddleWasLeftOutGoesOnAfterWhatWasTaken() {
        var begin = "a long beginning\n".repeat(100);
        text.news(begin + "line 1\nline 2\n", false);

        assertThat(text.news(
                        "a long beginning\n… left out …\n" + begin.substring(700) + "line 1\nline 2\nline 3\n", false))
                .isEqualTo("line 3\n");
    }

    @Test
    void aTextThatIsAnotherIsTakenAsAWhole() {
        text.news("one\ntwo\n", false);

        assertThat(text.news("x\n", false)).isEqualTo("x\n");
    }

    @Test
    void ofTheFirstTextOnlyTheLastLinesAreTakenIfThatIsWanted() {
        var lastTwo = new GrowingText(OptionalInt.of(2));

        assertThat(lastTwo.news("one\ntwo\nthree\nfo", false)).isEqualTo("two\nthree\n");
        assertThat(lastTwo.news("one\ntwo\nthree\nfour\nfive\nsix\n", false)).isEqualTo("four\nfive\nsix\n");
    }
}
