package dev.coppice.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
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

    @Test
    void partsFromTheNextByteOnTellTheSameAsTheWhole() {
        var all = "ü1\n🌲 two\n".repeat(300);
        text.news(all, false);
        var grown = all + "three ü\nfo";

        assertThat(text.news(from(grown, text.next()), false)).hasValue("three ü\n");
        assertThat(text.news(from(grown, text.next()), false)).hasValue("");
        assertThat(text.news(from(grown + "ur", text.next()), true)).hasValue("four");
    }

    @Test
    void aPartThatGoesOnElsewhereTellsNothing() {
        text.news("one\ntwo\n", false);

        assertThat(text.news(new GrowingText.Part("… left out …\nthree\n"), false))
                .isEmpty();
        assertThat(text.news("one\n… left out …\none\ntwo\nthree\n", false)).isEqualTo("three\n");
    }

    @Test
    void beforeTheFirstTextThereIsNothingToGoOnFrom() {
        assertThat(text.next()).isZero();
    }

    private static GrowingText.Part from(String all, long firstByte) {
        var bytes = all.getBytes(StandardCharsets.UTF_8);
        return new GrowingText.Part(
                new String(bytes, (int) firstByte, bytes.length - (int) firstByte, StandardCharsets.UTF_8));
    }
}
