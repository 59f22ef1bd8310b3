package dev.coppice.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coppice.project.BaselinePolicy;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings of named repositories: how they are written, and what is wrong with them. */
class EntryCheckTest {

    @TempDir
    Path folder;

    /** One setting or two for each case, with a semicolon between them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "app | base=main | needs either path or url",
                "app | path=/srv/app;url=https://h.example/app | needs either path or url",
                "app | path=srv/app | path must be absolute",
                "App | path=/srv/app | has no name",
                "app | url=file:///srv/app | url: an address is",
                "app | url=http://h.example/app | allow-http",
                "app | url=https://h.example/app;ssh-key-file=/k | takes a token and no ssh-key-file",
                "app | url=git@h.example:app;token=t | takes ssh-key-file and no token",
                "app | url=https://h.example/app;token=t;token-file=/t | more than one of",
                "app | path=/srv/app;token=t | logins are for a url",
                "app | url=https://h.example/app;token-file=t | must be absolute paths",
                "app | path=/srv/app;limit=0 | limit must be 1 or more",
                "app | path=/srv/app;repair-rounds=11 | repair-rounds must be 0 to 10",
                "app | path=/srv/app;gate-train=17 | gate-train must be 1 to 16"
            })
    void aSettingThatCannotBeKeepsTheServiceFromStarting(String name, String written, String problem) {
        var settings = new HashMap<String, String>();
        for (var pair : written.split(";", -1)) {
            var part = pair.split("=", 2);
            settings.put("coppice.repositories." + name + "." + part[0], part[1]);
        }

        assertThatThrownBy(() -> Named.in(folder, settings))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("coppice.repositories." + name + " ")
                .hasMessageContaining(problem);
    }

    @Test
    void variablesOfTheEnvironmentSayTheSame() {
        var config = new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(
                        Map.of(
                                "COPPICE_REPOSITORIES_APP_URL", "https://h.example/app",
                                "COPPICE_REPOSITORIES_APP_TOKEN_FILE", "/run/secrets/app",
                                "COPPICE_REPOSITORIES_APP_BASELINE", "block",
                                "COPPICE_REPOSITORIES_APP_AGENTS", "claude,codex"),
                        300))
                .addDefaultInterceptors()
                .withMapping(RepositoriesConfig.class)
                .build();

        var entry = config.getConfigMapping(RepositoriesConfig.class).named().get("app");

        assertThat(entry.url()).contains("https://h.example/app");
        assertThat(entry.tokenFile()).contains("/run/secrets/app");
        assertThat(entry.baseline()).contains(BaselinePolicy.BLOCK);
        assertThat(entry.agents().orElseThrow()).containsExactly("claude", "codex");
    }

    @Test
    void aRepositoryElsewhereIsPushedToUnlessTheOperatorSaysOtherwise() {
        var named = Named.in(
                folder,
                Map.of(
                        "coppice.repositories.one.url", "https://h.example/one",
                        "coppice.repositories.two.url", "https://h.example/two",
                        "coppice.repositories.two.push", "none",
                        "coppice.repositories.three.path", "/srv/three"));

        assertThat(named.get("one").push()).contains("origin");
        assertThat(named.get("two").push()).isEmpty();
        assertThat(named.get("three").push()).isEmpty();
        assertThat(named.repositories().folderOf("three")).isEqualTo("/srv/three");
        assertThat(named.repositories().folderOf("four")).isEqualTo("four");
        assertThat(named.repositories().shown(named.get("one").folder())).isEqualTo("one");
    }
}
