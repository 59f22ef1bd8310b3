package dev.coppice.access.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is configured about an identity provider. */
class IssuerTest {

    private static Issuer issuer(Map<String, String> settings) {
        return new Issuer(HolderTest.config(settings));
    }

    @Test
    void withoutAnAddressThereIsNoneAndNothingToObjectTo() {
        assertThat(issuer(Map.of()).name()).isEmpty();
        assertThat(issuer(Map.of("issuer", "")).name()).isEmpty();
        assertThat(issuer(Map.of("audience", "x")).objection()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://id.example",
                "https://id.example/realms/one/",
                "http://127.0.0.1:8080/realm",
                "http://[::1]:8080"
            })
    void anIssuerMayBeWhereNobodyCanChangeItsKeysOnTheWay(String address) {
        assertThat(issuer(Map.of("issuer", address, "audience", "coppice")).objection())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.1.2.3/realm",
                "ftp://127.0.0.1",
                "id.example",
                "https://",
                "file:///etc/passwd",
                "https://id.example?x=1",
                "https://id.example#x",
                "not an address"
            })
    void anyOtherAddressIsObjectedTo(String address) {
        assertThat(issuer(Map.of("issuer", address, "audience", "coppice")).objection())
                .hasValueSatisfying(text -> assertThat(text).contains("coppice.access.oidc.issuer", address));
    }

    @Test
    void withoutAnAudienceItsTokensForOthersWouldDo() {
        assertThat(issuer(Map.of("issuer", "https://id.example")).objection())
                .hasValueSatisfying(text -> assertThat(text).contains("coppice.access.oidc.audience"));
    }

    @Test
    void itCanBeReadWithoutTheApplication() {
        assertThat(Issuer.configured().name()).isEmpty();
        assertThat(Issuer.configured().patience()).isEqualTo(Duration.ofSeconds(5));
    }
}
