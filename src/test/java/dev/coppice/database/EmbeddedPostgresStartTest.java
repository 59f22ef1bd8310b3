package dev.coppice.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresStartTest {

    @TempDir
    Path directory;

    @Test
    void aStartThatFailsTellsTheEndOfTheLog() throws Exception {
        TestPostgres.start(directory, Durability.THROWAWAY).close();
        Files.writeString(directory.resolve("data/postgresql.conf"), "port = many\n");

        assertThatThrownBy(() -> TestPostgres.start(directory, Durability.THROWAWAY))
                .isInstanceOf(DatabaseFailure.class)
                .hasMessageContaining("postgres.log")
                .hasMessageContaining("invalid value for parameter \"port\"");
    }

    @Test
    void aDirectoryInUseIsRefusedWithThePidOfItsUser() {
        try (var server = TestPostgres.start(directory, Durability.THROWAWAY)) {
            assertThatThrownBy(() -> TestPostgres.start(directory, Durability.THROWAWAY))
                    .isInstanceOf(DatabaseFailure.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
            assertThat(server.isRunning()).isTrue();
        }
    }

    @Test
    void anInterruptedStartLeavesNothingInTheWay() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> TestPostgres.start(directory, Durability.THROWAWAY))
                .isInstanceOf(DatabaseFailure.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(directory.resolve("data")).doesNotExist();

        try (var server = TestPostgres.start(directory, Durability.THROWAWAY)) {
            assertThat(server.isRunning()).isTrue();
        }
    }

    @Test
    void onlyThisMachineReachesTheServer() throws Exception {
        try (var server = TestPostgres.start(directory, Durability.THROWAWAY)) {
            int port = URI.create(server.address().url().substring("jdbc:".length()))
                    .getPort();

            assertThat(answers(InetAddress.getLoopbackAddress(), port)).isTrue();
            assertThat(otherAddresses()).noneMatch(address -> answers(address, port));
            assertThat(Path.of("/tmp/.s.PGSQL." + port)).doesNotExist();
        }
    }

    @Test
    void unpackingAtTheSameTimeGivesOneFolder() throws Exception {
        Callable<Path> unpacking = () -> ServerBinaries.unpack(directory, new ServerAccount.Ourselves());
        try (var threads = Executors.newFixedThreadPool(3)) {
            var folders = threads.invokeAll(List.of(unpacking, unpacking, unpacking));

            for (var folder : folders) {
                assertThat(folder.get().resolve("bin/postgres")).isExecutable();
            }
        }
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).hasSize(1);
        }
    }

    private static List<InetAddress> otherAddresses() throws Exception {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .toList();
    }

    private static boolean answers(InetAddress address, int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 2000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
