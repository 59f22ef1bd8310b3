package dev.coppice.repository;

import static dev.coppice.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coppice.git.FetchTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A clone over a real ssh: by the one key that is given, from the one host whose key is known. */
class SshCloneTest {

    @TempDir
    Path folder;

    @Test
    void theGivenKeyOpensTheKnownHostAndNothingElseDoes() throws IOException {
        var program = AnSshServer.program();
        assumeTrue(program.isPresent(), "there is no sshd here; install openssh-server to test clones over ssh");
        try (var forge = AForge.in(folder);
                var server = AnSshServer.in(folder.resolve("ssh of ours"), program.orElseThrow())) {
            await().until(server::isUp);
            Files.writeString(folder.resolve("unknown"), "");

            assertThat(refresh(forge, server, "user", server.file("known_hosts")))
                    .isEqualTo(new Refreshed.Fresh());
            assertRefused(refresh(forge, server, "stranger", server.file("known_hosts")), "Permission denied");
            assertRefused(
                    refresh(forge, server, "user", folder.resolve("unknown").toString()),
                    "Host key verification failed");
        }
    }

    private static Refreshed refresh(AForge forge, AnSshServer server, String key, String knownHosts) {
        var settings = new HashMap<>(Map.of(
                "coppice.repositories.app.url",
                server.url(forge.folder().resolve("forge/app.git")),
                "coppice.repositories.app.ssh-key-file",
                server.file(key),
                "coppice.repositories.app.known-hosts-file",
                knownHosts));
        return Named.in(forge.home(), settings).refresh("app");
    }

    private static void assertRefused(Refreshed outcome, String words) {
        assertThat(outcome).isInstanceOfSatisfying(Refreshed.Stale.class, stale -> {
            assertThat(stale.words()).contains(words);
            assertThat(stale.trouble()).isEqualTo(FetchTrouble.LOGIN_REFUSED);
        });
    }
}
