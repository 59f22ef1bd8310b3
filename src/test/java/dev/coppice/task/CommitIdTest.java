package dev.coppice.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommitIdTest {

    private static final String SHA_1 = "0123456789abcdef0123456789abcdef01234567";
    private static final String SHA_256 = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    @ParameterizedTest
    @ValueSource(strings = {SHA_1, SHA_256})
    void aFullNameOfEitherKindIsOne(String sha) {
        assertThat(new CommitId(sha).sha()).isEqualTo(sha);
    }

    @Test
    void itsFirstTenDigitsAreForPeople() {
        assertThat(new CommitId(SHA_1).abbreviated()).isEqualTo("0123456789");
    }

    /** They become arguments of git. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HEAD",
                "0123456789",
                "0123456789abcdef0123456789abcdef0123456",
                "0123456789abcdef0123456789abcdef012345678",
                "0123456789ABCDEF0123456789abcdef01234567",
                "0123456789abcdef0123456789abcdef0123456g",
                "--upload-pack=3456789abcdef0123456789abc",
                "/123456789abcdef0123456789abcdef01234567",
                ":123456789abcdef0123456789abcdef01234567",
                "`123456789abcdef0123456789abcdef01234567",
                "0123456789abcdef0123456789abcdef0123456\n"
            })
    void nothingElseIs(String text) {
        assertThatThrownBy(() -> new CommitId(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
