package dev.coppice.forge.roster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.forge.ForgeFailure;
import dev.coppice.git.RemotePlace;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which remotes lead to a forge, and which configured forges can be used. */
class ForgesTest {

    private static final Map<String, String> TWO = Map.of(
            "coppice.forges.hub.kind", "github",
            "coppice.forges.hub.token", "t",
            "coppice.forges.hub.hosts", "ssh.github.com,work",
            "coppice.forges.lab.kind", "gitlab",
            "coppice.forges.lab.url", "https://code.example.org:8443/gitlab/",
            "coppice.forges.lab.token", "t");

    @TempDir
    Path folder;

    private static Forges forges(Map<String, String> settings) {
        var builder = new SmallRyeConfigBuilder().withMapping(ForgesConfig.class);
        settings.forEach(builder::withDefaultValue);
        return new Forges(builder.build().getConfigMapping(ForgesConfig.class));
    }

    private static RemotePlace place(String scheme, String host, int port, String path) {
        return new RemotePlace(scheme, host, port == 0 ? OptionalInt.empty() : OptionalInt.of(port), path);
    }

    @ParameterizedTest
    @CsvSource({
        "https, github.com, 0, acme/weather, hub, acme/weather",
        "https, github.com, 443, acme/weather, hub, acme/weather",
        "ssh, github.com, 22, acme/weather.io, hub, acme/weather.io",
        "ssh, work, 0, acme/weather, hub, acme/weather",
        "ssh, ssh.github.com, 443, acme/weather, hub, acme/weather",
        "https, code.example.org, 8443, gitlab/a/b/c, lab, a/b/c",
        "ssh, code.example.org, 2222, a/b, lab, a/b",
    })
    void aRemoteLeadsToAProjectOfAConfiguredForge(
            String scheme, String host, int port, String path, String forge, String project) {
        assertThat(forges(TWO).lead(place(scheme, host, port, path))).isEqualTo(new Forges.Lead.To(forge, project));
    }

    @ParameterizedTest
    @CsvSource({
        "https, example.org, 0, acme/weather",
        "https, github.com.example.org, 0, acme/weather",
        "https, github.com, 8443, acme/weather",
        "https, code.example.org, 0, gitlab/a/b",
        "https, code.example.org, 8443, a/b",
        "https, github.com, 0, acme",
        "https, github.com, 0, acme/weather/more",
        "https, github.com, 0, acme/..",
        "https, github.com, 0, acme/weather?x=y",
        "https, github.com, 0, acme/%2e%2e",
        "ssh, github.com, 0, ~acme/weather",
        "https, code.example.org, 8443, gitlab/a/../b",
    })
    void allElseLeadsNowhere(String scheme, String host, int port, String path) {
        assertThat(forges(TWO).lead(place(scheme, host, port, path))).isInstanceOf(Forges.Lead.Nowhere.class);
    }

    @ParameterizedTest
    @CsvSource({
        "kind=gitea;token=t, kind must be",
        "kind=github, one of token",
        "kind=github;token=t;token-file=/t, one of token",
        "kind=github;token=t;url=http://github.com, http only on loopback",
        "kind=github;token=t;url=http://127.0.0.1.github.com, http only on loopback",
        "kind=github;token=t;url=https://me:x@github.com, url must be",
        "kind=github;token=t;url=ftp://github.com, url must be",
        "kind=github;token=t;url=https://github.com/../x, url must be",
        "kind=github;app-id=7, app-key-file",
        "kind=gitlab;app-id=7;app-key-file=/k, is for GitHub",
    })
    void aForgeThatIsConfiguredWronglySaysSoWhenItIsNeeded(String settings, String objection) {
        var one = new HashMap<String, String>();
        for (var setting : settings.split(";", -1)) {
            var part = setting.split("=", 2);
            one.put("coppice.forges.x." + part[0], part[1]);
        }
        one.put("coppice.forges.x.hosts", "github.com");

        var lead = forges(one).lead(place("ssh", "github.com", 0, "acme/weather"));

        assertThat(lead)
                .isInstanceOfSatisfying(
                        Forges.Lead.Nowhere.class,
                        nowhere -> assertThat(nowhere.reason()).contains(objection));
        assertThat(forges(one).project("x", "acme/weather")).isEmpty();
    }

    private static final String OWNER_ONLY = "rw-------";

    private SecretFile secret(String rights) throws IOException {
        var file = Files.writeString(folder.resolve("token"), "the-token\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
        return new SecretFile("x", file.toString());
    }

    @Test
    void aSecretIsReadFromAFileOfItsOwnersAlone() throws IOException {
        assertThat(secret(OWNER_ONLY).read()).isEqualTo("the-token");
        assertThat(secret("r--------").read()).isEqualTo("the-token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwx------"})
    void aSecretThatOthersMayReadIsNone(String rights) throws IOException {
        var secret = secret(rights);

        Assertions.assertThatThrownBy(secret::read)
                .isInstanceOf(ForgeFailure.class)
                .hasMessageContaining("chmod 600")
                .hasMessageNotContaining("the-token");
    }

    @Test
    void aSecretThatIsNotThereMayComeLater() {
        var missing = new SecretFile("x", folder.resolve("none").toString());

        Assertions.assertThatThrownBy(missing::read)
                .isInstanceOfSatisfying(
                        ForgeFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(ForgeFailure.Kind.LATER));
    }
}
