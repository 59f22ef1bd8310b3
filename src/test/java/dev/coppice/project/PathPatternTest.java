package dev.coppice.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathPatternTest {

    @ParameterizedTest
    @CsvSource({
        ".env, .env, true",
        ".env, a/.env, false",
        "*.env, x.env, true",
        "*.env, a/x.env, false",
        "config/*.local, config/a.local, true",
        "config/*.local, config/a/b.local, false",
        "**/.env, .env, true",
        "**/.env, a/b/.env, true",
        "**/.env, a/b/.envrc, false",
        "a/**/z, a/z, true",
        "a/**/z, a/b/c/z, true",
        "a/**/z, a/b/c/y, false",
        "a/**, a/b/c, true",
        "a/**/b/**/c, a/b/x/b/y/c, true",
        "a*b*c, axxbyybzc, true",
        "a*b*c, axxbyybz, false",
        "f?o, foo, true",
        "f?o, fo, false",
        "[a-c]x, bx, true",
        "[a-c]x, dx, false",
        "[!a-c]x, dx, true",
        "[!a-c]x, ax, false",
        "[]]x, ]x, true",
        "[-a]x, -x, true",
        "*, anything, true",
        "*, a/b, false",
    })
    void aPatternMatchesPathsByParts(String pattern, String path, boolean matches) {
        assertThat(PathPattern.of(pattern).matches(path)).isEqualTo(matches);
    }

    @Test
    void aFolderCoversWhatIsInIt() {
        var pattern = PathPattern.of("**/node_modules");

        assertThat(pattern.covers("web/node_modules/x/y.js")).isTrue();
        assertThat(pattern.covers("web/node_modules")).isTrue();
        assertThat(pattern.covers("web/src")).isFalse();
    }

    @Test
    void onlyNamesThatAreWrittenOutLeadIntoAFolder() {
        assertThat(PathPattern.of("build/cache").leadsInto("build")).isTrue();
        assertThat(PathPattern.of("*/cache").leadsInto("build")).isTrue();
        assertThat(PathPattern.of("build").leadsInto("build")).isFalse();
        assertThat(PathPattern.of("**/cache").leadsInto("build")).isFalse();
        assertThat(PathPattern.of("other/cache").leadsInto("build")).isFalse();
    }

    @Test
    void onlyFoldersOfAnyNumberMakePathsOfAnyLength() {
        assertThat(PathPattern.of("a/*/c").longest()).isEqualTo(3);
        assertThat(PathPattern.of("a/**/c").longest()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void bracesAndOpenBracketsAreNoPattern() {
        assertThatThrownBy(() -> PathPattern.of("{a,b}")).hasMessageContaining("list each pattern");
        assertThatThrownBy(() -> PathPattern.of("x[!")).hasMessageContaining("[ without ]");
    }

    @Test
    void aPatternThatOthersWouldTryForYearsIsDoneAtOnce() {
        assertThat(PathPattern.of("*a".repeat(1000) + "b").matches("a".repeat(4000)))
                .isFalse();
        assertThat(PathPattern.of("**/a/".repeat(300) + "b").matches("a/".repeat(2000) + "c"))
                .isFalse();
    }
}
