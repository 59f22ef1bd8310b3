package dev.coppice.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfiguredWebhooksTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @TempDir
    Path folder;

    private record Target(
            String url,
            Optional<List<String>> secret,
            Optional<Path> secretFile,
            Optional<List<String>> events,
            Optional<List<String>> repositories,
            String format,
            boolean allowPrivate)
            implements WebhooksConfig.Target {

        static Target signedBy(String... secrets) {
            return new Target(
                    "https://hooks.example/in",
                    Optional.of(List.of(secrets)),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    "standard",
                    false);
        }

        Target withUrl(String other) {
            return new Target(other, secret, secretFile, events, repositories, format, allowPrivate);
        }

        Target withFile(Path file) {
            return new Target(url, Optional.empty(), Optional.of(file), events, repositories, format, allowPrivate);
        }

        Target withEvents(String... names) {
            return new Target(url, secret, secretFile, Optional.of(List.of(names)), repositories, format, allowPrivate);
        }

        Target withFormat(String word) {
            return new Target(url, Optional.empty(), secretFile, events, repositories, word, allowPrivate);
        }
    }

    private static Known known(String name, Target target) {
        return new ConfiguredWebhooks(() -> Map.of(name, target)).find(name).orElseThrow();
    }

    private static String problem(String name, Target target) {
        return known(name, target) instanceof Known.Unusable(var why) ? why : "";
    }

    private static Endpoint endpoint(Target target) {
        if (known("ci", target) instanceof Known.Usable(var endpoint)) {
            return endpoint;
        }
        throw new AssertionError("not usable: " + problem("ci", target));
    }

    @Test
    void oneIsAsItIsConfigured() {
        var endpoint = endpoint(Target.signedBy(SECRET).withEvents("task.failed"));

        assertThat(endpoint.url().origin()).isEqualTo("https://hooks.example");
        assertThat(endpoint.secrets()).extracting(SigningSecret::text).containsExactly(SECRET);
        assertThat(endpoint.subscription().wants("task.failed")).isTrue();
        assertThat(endpoint.subscription().wants("task.completed")).isFalse();
        assertThat(endpoint.mayBePrivate()).isFalse();
    }

    @Test
    void secretsMayBeInAFileOneOnEachLine() throws Exception {
        var other = SigningSecret.random().text();
        var file = Files.writeString(folder.resolve("secrets"), SECRET + "\n" + other + "\n\n");

        assertThat(endpoint(Target.signedBy().withFile(file)).secrets())
                .extracting(SigningSecret::text)
                .containsExactly(SECRET, other);
    }

    @Test
    void whatCannotBeUsedSaysWhyAndTellsNoSecret() {
        assertThat(problem("Not A Name", Target.signedBy(SECRET))).contains("name");
        assertThat(problem("ci", Target.signedBy(SECRET).withUrl("ftp://hooks.example")))
                .contains("http");
        assertThat(problem("ci", Target.signedBy(SECRET).withEvents("task"))).contains("task.failed");
        assertThat(problem("ci", Target.signedBy(SECRET).withFormat("teams"))).contains("standard, slack");
        assertThat(problem("ci", Target.signedBy())).contains("needs a secret");
        assertThat(problem("ci", Target.signedBy(SECRET, "whsec_c2hvcnQ=")))
                .contains("needs a secret")
                .doesNotContain("c2hv");
        assertThat(problem("ci", Target.signedBy().withFile(folder.resolve("missing"))))
                .contains("cannot be read");
    }

    @Test
    void aLineForPeopleNeedsNoSecret() {
        var endpoint = endpoint(Target.signedBy().withFormat("slack"));

        assertThat(endpoint.secrets()).isEmpty();
        assertThat(endpoint.subscription().wants("execution.completed")).isTrue();
        assertThat(endpoint.subscription().wants("task.completed")).isFalse();
    }
}
