package dev.coppice.database;

import static dev.coppice.database.TestPostgres.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {

    @TempDir
    Path directory;

    @Test
    void dataOutlivesARestart() {
        try (var server = TestPostgres.start(directory, Durability.DURABLE)) {
            execute(server.address(), "create table kept ()");
        }

        try (var server = TestPostgres.start(directory, Durability.DURABLE)) {
            execute(server.address(), "select * from kept");
            execute(
                    server.address(),
                    "do $$ begin assert current_setting('fsync') = 'on'"
                            + " and current_setting('synchronous_commit') = 'on'; end $$");
        }
    }

    @Test
    void thePasswordIsPrivateAndNeeded() throws Exception {
        try (var server = TestPostgres.start(directory, Durability.THROWAWAY)) {
            var address = server.address();

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("password"))))
                    .isEqualTo("rw-------");
            assertThat(address.toString()).doesNotContain(address.password());
            assertThatThrownBy(() -> execute(new DatabaseAddress(address.url(), address.user(), "wrong"), "select 1"))
                    .rootCause()
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void aClosedServerIsGoneAndClosingTwiceIsFine() {
        var server = TestPostgres.start(directory, Durability.THROWAWAY);
        assertThat(server.isRunning()).isTrue();

        server.close();
        server.close();

        assertThat(server.isRunning()).isFalse();
        assertThat(directory.resolve("data/postmaster.pid")).doesNotExist();
    }
}
