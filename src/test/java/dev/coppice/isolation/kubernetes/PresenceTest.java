package dev.coppice.isolation.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether there may be a cluster is told without one. */
class PresenceTest {

    @TempDir
    Path folder;

    private Presence with(Map<String, String> environment) {
        return new Presence(environment, folder.resolve("token"), Optional.empty());
    }

    @Test
    void withoutAPodAndAKubeconfigThereIsNone() {
        var presence = with(Map.of("HOME", folder.toString()));

        assertThat(presence.objection()).get().asString().startsWith("no cluster is known here");
        assertThat(presence.mayRun()).isFalse();
    }

    @Test
    void aPodWithoutATokenMayTakePlansAndMakesNoJobs() throws IOException {
        var presence = with(Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1", "HOME", folder.toString()));

        assertThat(presence.objection()).isEmpty();
        assertThat(presence.mayRun()).isFalse();

        Files.writeString(folder.resolve("token"), "token");
        assertThat(presence.mayRun()).isTrue();
    }

    @Test
    void aKubeconfigIsFoundWhereKubectlFindsIt() throws IOException {
        var named = Files.writeString(folder.resolve("config"), "");
        var usual = Files.createDirectories(folder.resolve("home/.kube")).resolve("config");
        Files.writeString(usual, "");

        assertThat(with(Map.of("KUBECONFIG", "/no/such/file:" + named)).mayRun())
                .isTrue();
        assertThat(with(Map.of("HOME", folder.resolve("home").toString())).mayRun())
                .isTrue();
        assertThat(with(Map.of("KUBECONFIG", "/no/such/file")).mayRun()).isFalse();
    }

    @Test
    void aKubeconfigThatTheOperatorNamesIsTheOnlyOne() throws IOException {
        var other = Files.writeString(folder.resolve("other"), "");
        var environment = Map.of("KUBECONFIG", other.toString());

        assertThat(new Presence(environment, folder, Optional.of(folder.resolve("none"))).mayRun())
                .isFalse();
        assertThat(new Presence(Map.of(), folder, Optional.of(other)).mayRun()).isTrue();
    }
}
