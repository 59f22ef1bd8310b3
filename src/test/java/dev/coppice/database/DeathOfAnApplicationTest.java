package dev.coppice.database;

import static dev.coppice.database.TestPostgres.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeathOfAnApplicationTest {

    private static final Duration SECONDS = Duration.ofSeconds(20);

    @TempDir
    Path temporary;

    Path directory;

    @BeforeEach
    void nameTheDirectory() throws IOException {
        directory = temporary.toRealPath().resolve("a database");
    }

    @Test
    void anApplicationThatIsKilledTakesItsServerAlong() throws Exception {
        try (var application = StartedApplication.start(directory)) {
            execute(application.address(), "create table kept ()");
            var server = server();

            application.process().destroyForcibly().waitFor();

            await().atMost(SECONDS).until(() -> !LiveProcess.isAlive(server));
        }
        assertThat(log()).contains("database system is shut down");
        assertStartsWithTableKept();
        assertThat(log()).doesNotContain("not properly shut down");
    }

    @Test
    void aServerThatOutlivedItsApplicationIsStoppedByTheNext() throws Exception {
        try (var application = StartedApplication.start(directory)) {
            execute(application.address(), "create table kept ()");
            var server = server();
            var watchdogs = application.watchdogs();
            assertThat(watchdogs).hasSize(2);

            watchdogs.forEach(ProcessHandle::destroyForcibly);
            // One that still lived when the application died would do its duty.
            await().atMost(SECONDS).until(() -> watchdogs.stream().noneMatch(LiveProcess::isAlive));
            application.process().destroyForcibly().waitFor();
            assertThat(LiveProcess.isAlive(server)).isTrue();

            assertStartsWithTableKept();
            assertThat(LiveProcess.isAlive(server)).isFalse();
        }
    }

    @Test
    void aServerThatIsKilledIsMissedAndRecovers() throws Exception {
        try (var server = TestPostgres.start(directory, Durability.DURABLE)) {
            execute(server.address(), "create table kept ()");

            server().destroyForcibly();

            await().atMost(SECONDS).until(() -> !server.isRunning());
        }
        assertStartsWithTableKept();
        assertThat(log()).contains("not properly shut down");
    }

    @Test
    void aPidThatBelongsToAnotherProgramByNowIsLeftAlone() throws Exception {
        TestPostgres.start(directory, Durability.THROWAWAY).close();
        Path data = directory.resolve("data");
        String us = Long.toString(ProcessHandle.current().pid());
        Files.writeString(data.resolve("postmaster.pid"), us + "\n" + data + "\n0\n5432\n\n127.0.0.1\n");

        try (var server = TestPostgres.start(directory, Durability.THROWAWAY)) {
            assertThat(server.isRunning()).isTrue();
        }
    }

    private void assertStartsWithTableKept() {
        try (var server = TestPostgres.start(directory, Durability.THROWAWAY)) {
            execute(server.address(), "select * from kept");
        }
    }

    private ProcessHandle server() throws IOException {
        Path data = directory.resolve("data");
        return PostmasterFile.read(data).orElseThrow().server(data).orElseThrow();
    }

    private String log() throws IOException {
        return Files.readString(directory.resolve("postgres.log"));
    }
}
