package dev.coppice.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginsTest {

    private final Origins origins = new Origins(Set.of("coppice.example"));

    @ParameterizedTest
    @CsvSource({
        "localhost:8001, true",
        "LOCALHOST, true",
        "127.0.0.1:8001, true",
        "[::1]:8001, true",
        "[::1], true",
        "coppice.example:80, true",
        "coppice.example.evil.org, false",
        "evil.example:8001, false",
        "127.0.0.1.evil.org, false",
        "10.0.0.1, false",
        "'', false"
    })
    void onlyItsOwnNamesAreOwn(String host, boolean isOwn) {
        assertThat(origins.isOwnHost(host)).isEqualTo(isOwn);
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8001, localhost:8001, true",
        "http://LOCALHOST:8001, localhost:8001, true",
        "http://localhost:9999, localhost:8001, false",
        "http://localhost:8001@evil.example, localhost:8001, false",
        "http://evil.example, localhost:8001, false",
        "null, localhost:8001, false",
        "':::', localhost:8001, false"
    })
    void aPageIsOursOnlyIfItCameFromTheSameHostAndPort(String origin, String host, boolean isSame) {
        assertThat(Origins.isSameOrigin(origin, host)).isEqualTo(isSame);
    }
}
