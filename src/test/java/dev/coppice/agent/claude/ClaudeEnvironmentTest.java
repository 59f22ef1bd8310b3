package dev.coppice.agent.claude;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.agent.Secrets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaudeEnvironmentTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PATH",
                "HOME",
                "USER",
                "LANG",
                "LC_ALL",
                "TZ",
                "TMPDIR",
                "JAVA_HOME",
                "http_proxy",
                "HTTPS_PROXY",
                "no_proxy",
                "NODE_EXTRA_CA_CERTS",
                "ANTHROPIC_API_KEY",
                "ANTHROPIC_BASE_URL",
                "CLAUDE_CODE_OAUTH_TOKEN",
                "COPPICE_EXECUTION",
                "COPPICE_TASK",
                "COPPICE_ATTEMPT",
                "GIT_TERMINAL_PROMPT"
            })
    void whatItNeedsGetsIn(String name) {
        assertThat(environment(Map.of(name, "value"))).containsEntry(name, "value");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CLAUDECODE",
                "IS_SANDBOX",
                "CLAUDE_CODE_ENTRYPOINT",
                "CLAUDE_CONFIG_DIR",
                "GIT_DIR",
                "GIT_ASKPASS",
                "GITHUB_TOKEN",
                "QUARKUS_DATASOURCE_PASSWORD",
                "PGPASSWORD",
                "AWS_SECRET_ACCESS_KEY",
                "GOOGLE_APPLICATION_CREDENTIALS",
                "SSH_AUTH_SOCK",
                "NODE_OPTIONS",
                "LD_PRELOAD"
            })
    void everythingElseStaysOut(String name) {
        assertThat(environment(Map.of(name, "value"))).doesNotContainKey(name);
    }

    @Test
    void aCloudsVariablesGetInWhereTheCliGoesByWayOfIt() {
        var aws = Map.of("AWS_SECRET_ACCESS_KEY", "a", "CLAUDE_CODE_USE_BEDROCK", "1", "GOOGLE_CLOUD_PROJECT", "b");

        assertThat(environment(aws))
                .containsKeys("AWS_SECRET_ACCESS_KEY", "CLAUDE_CODE_USE_BEDROCK")
                .doesNotContainKey("GOOGLE_CLOUD_PROJECT");
    }

    @Test
    void namesThatAreConfiguredGetInAndOursWinOverTheUsers() {
        var task = Map.of("NPM_CONFIG_CACHE", "/cache", "DISABLE_AUTOUPDATER", "0", "CLAUDE_CODE_MAX_RETRIES", "10");

        var environment = ClaudeEnvironment.of(
                task, List.of("NPM_CONFIG_CACHE", "CLAUDE_CODE_MAX_RETRIES"), Optional.of(Path.of("/own")));

        assertThat(environment)
                .containsOnly(
                        Map.entry("NPM_CONFIG_CACHE", "/cache"),
                        Map.entry("DISABLE_AUTOUPDATER", "1"),
                        Map.entry("CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1"),
                        Map.entry("CLAUDE_CODE_MAX_RETRIES", "2"),
                        Map.entry("HOME", "/own"));
    }

    @Test
    void secretsAreKnownByTheNamesOfTheirVariables() {
        var environment = new HashMap<>(Map.of(
                "ANTHROPIC_API_KEY", "sk-ant-1234",
                "ANTHROPIC_AUTH_TOKEN", "token-5678",
                "CLAUDE_CODE_OAUTH_TOKEN", "oauth-\"quoted\"",
                "DB_PASSWORD", "hunter22222",
                "SHORT_TOKEN", "1234567",
                "SIGNING_KEY", "/etc/passwd",
                "KEYBOARD", "de-latin1-nodeadkeys",
                "PATH", "/usr/local/bin"));

        assertThat(Secrets.in(environment))
                .contains("sk-ant-1234", "token-5678", "oauth-\"quoted\"", "oauth-\\\"quoted\\\"", "hunter22222")
                .doesNotContain("1234567", "/etc/passwd", "de-latin1-nodeadkeys", "/usr/local/bin");
    }

    private static Map<String, String> environment(Map<String, String> task) {
        return ClaudeEnvironment.of(task, List.of(), Optional.empty());
    }
}
