package dev.coppice.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coppice.process.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostsTest {

    @ParameterizedTest
    @CsvSource({
        "example.com, example.com, 443, true",
        "example.com, EXAMPLE.com, 80, true",
        "example.com, example.com, 8443, false",
        "example.com:8443, example.com, 8443, true",
        "example.com:8443, example.com, 443, false",
        "example.com, www.example.com, 443, false",
        "example.com, badexample.com, 443, false",
        "*.example.com, www.example.com, 443, true",
        "*.example.com, example.com, 443, false",
        "*.example.com, badexample.com, 443, false",
        "*, anything.example, 443, true",
        "*, anything.example, 22, false",
        "*:22, anything.example, 22, true",
        "[2001:db8::1], 2001:db8::1, 443, true",
        "localhost:99, 127.0.0.1, 99, true",
        "127.0.0.1:99, localhost, 99, true",
        "127.0.0.1:99, localhost, 98, false",
    })
    void anEntryCoversWhatItSays(String entry, String host, int port, boolean covered) {
        assertThat(AllowedHosts.of(List.of(entry)).permission(host, port).isPresent())
                .isEqualTo(covered);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://example.com",
                "example.com/path",
                "a b",
                "*example.com",
                "x.*",
                "example.com:0",
                "x:99999",
                ":80"
            })
    void anythingElseIsRefusedByName(String entry) {
        assertThatThrownBy(() -> AllowedHosts.of(List.of(entry)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("coppice.sandbox.hosts has '" + entry + "'");
    }

    @Test
    void aCliReachesItsUsualProviderAndWhatItsCommandNamesInsteadAndNothingThatOthersName() {
        var command = new Command(
                List.of(
                        "codex",
                        "--config=model_providers.x={base_url=\"http://127.0.0.1:4000/v1\",wire_api=\"responses\"}",
                        "http://in.a/word"),
                Path.of("/"),
                Map.of("ANTHROPIC_BASE_URL", "https://proxy.example:8443/a", "HOMEPAGE", "https://elsewhere.example"),
                "see https://in.the.prompt",
                Duration.ofSeconds(1));

        var hosts = ProviderHosts.of("codex", command);

        assertThat(hosts.all().stream().map(AllowedHost::toString))
                .contains("api.openai.com", "127.0.0.1:4000", "proxy.example:8443")
                .doesNotContain("in.a", "in.the.prompt", "elsewhere.example", "api.anthropic.com");
        assertThat(hosts.portsOfThisMachine()).containsExactly(4000);
    }

    @ParameterizedTest
    @CsvSource({
        "'', example.com, true",
        "example.com, example.com, false",
        "'a.example, .example.com', www.example.com, false",
        "*, example.com, false",
        "'', localhost, false",
    })
    void theOperatorsOwnProxyLeadsToAllButItsExceptions(String exceptions, String host, boolean throughProxy) {
        var environment = Map.of("HTTPS_PROXY", "http://me:secret@proxy.example:3128", "NO_PROXY", exceptions);

        var proxy = UpstreamProxy.of(environment, host, true);

        assertThat(proxy.isPresent()).isEqualTo(throughProxy);
        proxy.ifPresent(found -> {
            assertThat(found.toString()).isEqualTo("proxy.example:3128");
            assertThat(found.header()).isEqualTo("Proxy-Authorization: Basic bWU6c2VjcmV0\r\n");
        });
        assertThat(UpstreamProxy.of(environment, "example.com", false)).isEmpty();
    }
}
