package dev.coppice.webhook.egress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetUrlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hooks.example/a",
                "ftp://hooks.example/",
                "file:///etc/passwd",
                "gopher://hooks.example/",
                "https:///a",
                "https://user@hooks.example/",
                "https://user:password@hooks.example/",
                "https://hooks.example/#fragment",
                "https://hooks.example:0/",
                "https://hooks.example:65536/",
                "https://hooks.example/a b",
                "https://hooks.example/\r\nHost: other",
                "https://hööks.example/",
                "http://127.1/"
            })
    void whatIsNoPlainAddressOfTheWebIsNone(String text) {
        assertThat(TargetUrl.of(text)).isEmpty();
    }

    @Test
    void oneThatIsTooLongIsNone() {
        assertThat(TargetUrl.of("https://hooks.example/" + "a".repeat(2048))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://hooks.example, hooks.example, 443, /",
        "http://hooks.example/a?b=c, hooks.example, 80, /a?b=c",
        "HTTPS://hooks.example:8443/a%20b, hooks.example, 8443, /a%20b",
        "http://[::1]:8080/x, ::1, 8080, /x"
    })
    void itsPartsAreWhatARequestNeeds(String text, String host, int port, String path) {
        var url = TargetUrl.of(text).orElseThrow();

        assertThat(url.host()).isEqualTo(host);
        assertThat(url.port()).isEqualTo(port);
        assertThat(url.pathAndQuery()).isEqualTo(path);
    }

    @Test
    void whatFollowsTheHostIsNotToBeRead() {
        var url = TargetUrl.of("https://hooks.example:8443/services/T0/B0/secret?key=secret")
                .orElseThrow();

        assertThat(url.toString()).isEqualTo("https://hooks.example:8443").isEqualTo(url.origin());
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1/, true",
        "http://2130706433/, true",
        "http://[::1]/, true",
        "http://[::ffff:169.254.169.254]/, true",
        "http://localhost/, true",
        "http://1.1.1.1/, false",
        "http://hooks.example/, false"
    })
    void aPrivateAddressIsSeenWhereItIsWritten(String text, boolean isPrivate) {
        assertThat(TargetUrl.of(text).orElseThrow().isPlainlyPrivate()).isEqualTo(isPrivate);
    }
}
