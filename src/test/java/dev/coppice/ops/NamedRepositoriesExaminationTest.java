package dev.coppice.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.git.TestRepository;
import dev.coppice.repository.ConfiguredRepositories;
import dev.coppice.repository.GitOverHttp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the doctor says of the repositories that have names. */
class NamedRepositoriesExaminationTest {

    private static final String PREFIX = "coppice.repositories.";

    @TempDir
    Path folder;

    private final List<String> given = new ArrayList<>();

    private void configure(Map<String, String> settings) {
        settings.forEach((name, value) -> {
            System.setProperty(PREFIX + name, value);
            given.add(PREFIX + name);
        });
    }

    @AfterEach
    void forget() {
        given.forEach(System::clearProperty);
    }

    private static List<Finding> look() {
        return new NamedRepositoriesExamination(ConfiguredRepositories::problems, ConfiguredRepositories::all).look();
    }

    @Test
    void whatKeepsTheServiceFromStartingIsAnError() {
        configure(Map.of("app.url", "file:///srv/app"));

        assertThat(look()).extracting(Finding::level).containsExactly(Finding.Level.ERROR);
    }

    @ParameterizedTest
    @CsvSource({"app.tokn, x", "app.baseline, perhaps", "app.limit, many"})
    void aSettingThatNobodyKnowsOrThatMakesNoSenseIsAnError(String name, String value) {
        configure(Map.of("app.path", folder.toString(), name, value));

        assertThat(look()).extracting(Finding::level).containsOnly(Finding.Level.ERROR);
    }

    @Test
    void eachIsOpenedOrAskedAndItsSecretsAreLookedAt() throws IOException {
        var here = TestRepository.create(folder.resolve("here"));
        var forge = folder.resolve("forge");
        here.git("init", "-q", "--bare", forge.resolve("app.git").toString());
        var token = Files.writeString(folder.resolve("token"), "secret-of-the-forge");
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r--r--"));
        try (var http = GitOverHttp.of(forge, "x-access-token", "secret-of-the-forge")) {
            configure(Map.of(
                    "app.url", http.url("app.git"),
                    "app.allow-http", "true",
                    "app.token-file", token.toString(),
                    "gone.url", http.url("gone.git"),
                    "gone.allow-http", "true",
                    "gone.token", "wrong",
                    "here.path", here.directory().toString(),
                    "inside.path", here.directory().resolve("src").toString()));

            var findings = look();

            assertThat(ConfiguredRepositories.areAny()).isTrue();
            assertThat(findings)
                    .extracting(finding -> finding.level().word() + " " + finding.found())
                    .satisfiesExactly(
                            one -> assertThat(one).startsWith("ok app (http://"),
                            one -> assertThat(one).startsWith("warning app").contains("read or write " + token),
                            one -> assertThat(one).startsWith("warning app").contains("http shows the login"),
                            one -> assertThat(one).startsWith("warning gone").contains("Authentication failed"),
                            one -> assertThat(one).startsWith("warning gone").contains("http shows the login"),
                            one -> assertThat(one).startsWith("ok here"),
                            one -> assertThat(one)
                                    .startsWith("warning inside")
                                    .contains("is not the top of a repository"));
            assertThat(findings.toString()).doesNotContain("secret-of-the-forge");
        }
    }
}
