package dev.coppice.agent.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnSecretsTest {

    @TempDir
    Path folder;

    @Test
    void aSecretIsAVariableOrWhatIsInAFile() throws IOException {
        var file = file("from-the-file\n", "rw-------");
        var link = Files.createSymbolicLink(folder.resolve("link"), file);

        var secrets = OwnSecrets.read(
                List.of("MY_KEY", "MISSING", "OTHER=" + file, " LINKED = " + link),
                Map.of("MY_KEY", "from-the-environment", "MORE", "not-asked-for"));

        assertThat(secrets.values())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("MY_KEY", "from-the-environment", "OTHER", "from-the-file", "LINKED", "from-the-file"));
    }

    @Test
    void itIsReadAnewEachTime() throws IOException {
        var declared = List.of("KEY=" + file("the-first-key", "rw-------"));
        assertThat(OwnSecrets.read(declared, Map.of()).values()).containsValue("the-first-key");

        file("the-second-key", "rw-------");

        assertThat(OwnSecrets.read(declared, Map.of()).values()).containsValue("the-second-key");
    }

    @Test
    void whatIsWrongIsToldWithoutASecret() throws IOException {
        refused("KEY=relative/file", "the file of the secret KEY must have an absolute path");
        refused("KEY=" + folder.resolve("none"), "the secret KEY has no file of at most 64 KiB at " + folder);
        refused("KEY=" + file("x".repeat(70_000), "rw-------"), "at most 64 KiB");
        refused("KEY=" + file("short", "rw-------"), "the secret KEY has fewer than 8 characters");
        refused("the-secret-itself", "a secret must be NAME or NAME=/absolute/file, and a name is none");
    }

    @Test
    void aFileThatEverybodyCanReadIsNoneUnlessItIsRoots() throws IOException {
        var open = file("open-to-everybody", "rw-r--r--");
        if (Files.getOwner(open).getName().equals("root")) {
            assertThat(OwnSecrets.read(List.of("KEY=" + open), Map.of()).values())
                    .hasSize(1);
            var nobody = open.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
            Files.setOwner(open, nobody);
        }
        Assumptions.assumeFalse(Files.getOwner(open).getName().equals("root"), "the owner cannot be changed here");

        refused("KEY=" + open, "can be read by everybody");
    }

    private static void refused(String declared, String told) {
        assertThatThrownBy(() -> OwnSecrets.read(List.of(declared), Map.of()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(told)
                .message()
                .doesNotContain("xxxx", "the-secret-itself");
    }

    private Path file(String content, String permissions) throws IOException {
        var file = Files.writeString(folder.resolve("secret"), content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
