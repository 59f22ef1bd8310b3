package dev.coppice.pullrequest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Titles and texts that do nothing but say something, and the pauses between calls. */
class RequestWordsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@everyone look",
                "fixes #1",
                "closes acme/weather#1",
                "resolves GH-7",
                "fixes https://github.com/acme/weather/issues/1",
                "see !12"
            })
    void aPlanCannotCallPeopleOrCloseIssuesByItsName(String name) {
        assertThat(RequestTitle.of(name)).startsWith("Coppice: ").doesNotContain("@", "#", "!", "GH-", "://");
    }

    @Test
    void aTitleIsOneLineWithoutControlCharactersAndNotTooLong() {
        assertThat(RequestTitle.line(" a\r\n\tb\u001b[31m c\u202e\u0000 ")).isEqualTo("a b c\uFFFD\uFFFD");
        var long_ = RequestTitle.line("\uD83C\uDF33".repeat(500));
        assertThat(long_.codePointCount(0, long_.length())).isEqualTo(200);
        assertThat(long_).endsWith("…");
    }

    @Test
    void whatSomebodyAsksForAsATitleIsTheirs() {
        assertThat(RequestTitle.line("Weather, closes #7")).isEqualTo("Weather, closes #7");
    }

    @Test
    void aTextThatIsTooLongIsCutAtTheEndOfALine() {
        var line = "x".repeat(99) + "\n";

        var cut = RequestText.bounded(line.repeat(2000));

        assertThat(cut).hasSizeLessThanOrEqualTo(65_000).endsWith("There is no room here for the rest.\n");
        assertThat(cut.lines().limit(600)).allMatch(text -> text.length() == 99);
        assertThat(RequestText.bounded(line)).isEqualTo(line);
        assertThat(RequestText.bounded("x".repeat(70_000))).isEqualTo("\n\nThere is no room here for the rest.\n");
    }

    @Test
    void pausesGrowWithAgeAndWithFailures() {
        assertThat(Pauses.betweenLooks(Duration.ZERO, true)).isEqualTo(Duration.ofSeconds(10));
        assertThat(Pauses.betweenLooks(Duration.ofMinutes(10), true)).isEqualTo(Duration.ofMinutes(1));
        assertThat(Pauses.betweenLooks(Duration.ofDays(1), true)).isEqualTo(Duration.ofMinutes(5));
        assertThat(Pauses.betweenLooks(Duration.ZERO, false)).isEqualTo(Duration.ofMinutes(1));
        assertThat(Pauses.betweenLooks(Duration.ofDays(3), false)).isEqualTo(Duration.ofHours(1));
        assertThat(Pauses.afterFailure(0, Optional.empty())).isEqualTo(Duration.ofSeconds(5));
        assertThat(Pauses.afterFailure(3, Optional.empty())).isEqualTo(Duration.ofSeconds(40));
        assertThat(Pauses.afterFailure(50, Optional.empty())).isEqualTo(Duration.ofHours(1));
        assertThat(Pauses.afterFailure(0, Optional.of(Duration.ofHours(3)))).isEqualTo(Duration.ofHours(3));
        assertThat(Pauses.afterFailure(5, Optional.of(Duration.ofSeconds(1)))).isEqualTo(Duration.ofSeconds(160));
    }
}
