package dev.coppice.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.OwnFolder;
import dev.coppice.database.PostgresResource;
import dev.coppice.queue.Executions;
import dev.coppice.queue.retention.PastExecutions;
import dev.coppice.task.ExecutionId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rounds of pruning, with settings of their own; no time here is old by the defaults, so that only these rounds prune. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class PrunerTest {

    private static final Duration KEPT = Duration.ofDays(20);
    private static final Duration OLD = Duration.ofDays(21);
    private static final Duration OLDER = Duration.ofDays(22);
    private static final Duration YOUNG = Duration.ofDays(19);

    @TempDir
    Path data;

    @Inject
    PastRows rows;

    @Inject
    PastExecutions past;

    @Inject
    Executions executions;

    @Inject
    LogRemoval removal;

    @Inject
    Disposal disposal;

    @Inject
    Archive archive;

    private record Folder(Path root, UUID id) implements OwnFolder {}

    private static PruningRound round(int steps) {
        return new PruningRound(steps, () -> false);
    }

    private EventPruner events(Settings settings) {
        return new EventPruner(past, settings);
    }

    private LogPruner logs(Settings settings) {
        return new LogPruner(executions, removal, new Folder(data, UUID.randomUUID()), settings, settings);
    }

    @Test
    void eventsGoByTheAgeOfTheirExecutionsEnd() {
        var old = rows.ended(OLD);
        var young = rows.ended(YOUNG);
        var running = rows.executing();
        List.of(old, young, running).forEach(execution -> rows.addEvents(execution, 10));

        events(Settings.keepingAll().withEventsFor(KEPT)).prune(round(50));

        assertThat(rows.events(old)).isZero();
        assertThat(rows.events(young)).isEqualTo(10);
        assertThat(rows.events(running)).isEqualTo(10);
        assertThat(rows.isThere(old)).isTrue();
    }

    @Test
    void aRoundIsBoundedAndTheNextOneGoesOn() {
        var old = rows.ended(OLDER);
        rows.addEvents(old, 3500);
        var pruner = events(Settings.keepingAll().withEventsFor(KEPT));

        assertThat(pruner.prune(round(2))).isEqualTo(2000);
        assertThat(rows.events(old)).isEqualTo(1500);
        assertThat(pruner.prune(round(50))).isEqualTo(1500);
        assertThat(pruner.prune(round(50))).isZero();
    }

    @Test
    void aPrunerThatIsToldToStopDoesNotBegin() {
        var old = rows.ended(OLDER);
        rows.addEvents(old, 10);

        events(Settings.keepingAll().withEventsFor(KEPT)).prune(new PruningRound(50, () -> true));

        assertThat(rows.events(old)).isEqualTo(10);
    }

    @Test
    void beyondTheirNumberTheEventsOfThoseThatEndedFirstGo() {
        var oldest = rows.ended(Duration.ofDays(29));
        var young = rows.ended(Duration.ofHours(2));
        var running = rows.executing();
        rows.addEvents(oldest, 20_000);
        List.of(young, running).forEach(execution -> rows.addEvents(execution, 10));
        var settings = Settings.keepingAll().withEvents(past.estimatedEvents() - 1500);

        long pruned = events(settings).prune(round(50));

        assertThat(pruned).isBetween(1500L, 15_000L);
        assertThat(rows.events(oldest)).isEqualTo(20_000 - (int) pruned);
        assertThat(rows.events(young)).isEqualTo(10);
        assertThat(rows.events(running)).isEqualTo(10);
    }

    @Test
    void whatEndedJustNowIsToBeReadFirst() {
        var justNow = rows.ended(Duration.ofMinutes(10));
        rows.addEvents(justNow, 10);

        events(Settings.keepingAll().withEvents(0)).prune(round(1000));

        assertThat(rows.events(justNow)).isEqualTo(10);
    }

    @Test
    void twoPrunersAtOnceShareTheWork() throws Exception {
        var old = List.of(rows.ended(OLD), rows.ended(OLD), rows.ended(OLDER));
        old.forEach(execution -> rows.addEvents(execution, 4000));
        var settings = Settings.keepingAll().withEventsFor(KEPT);
        Callable<Long> prune = () -> events(settings).prune(round(1000));

        long pruned = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var one : threads.invokeAll(List.of(prune, prune))) {
                pruned += one.get();
            }
        }
        pruned += events(settings).prune(round(1000)); // each may have passed by what the other had locked

        assertThat(pruned).isEqualTo(12_000);
        assertThat(old).allMatch(execution -> rows.events(execution) == 0);
    }

    private Path log(ExecutionId execution, String name, Duration age, int bytes) throws IOException {
        var file = data.resolve("logs").resolve(execution.value()).resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[bytes]);
        for (Path touched : List.of(file, file.getParent())) {
            Files.setLastModifiedTime(touched, FileTime.from(Instant.now().minus(age)));
        }
        return file;
    }

    @Test
    void logsGoByAgeUnlessTheirExecutionMayGoOn() throws IOException {
        var old = log(rows.ended(OLD), "1.1-1.log", OLD, 10);
        var unknown = log(ExecutionId.random(), "1.1-1.log", OLD, 10);
        var running = log(rows.executing(), "1.1-1.log", OLD, 10);
        var young = log(rows.ended(YOUNG), "1.1-1.log", YOUNG, 10);

        int files = logs(Settings.keepingAll().withLogsFor(KEPT)).prune(round(20));

        assertThat(files).isEqualTo(4);
        assertThat(List.of(old.getParent(), unknown.getParent())).noneMatch(Files::exists);
        assertThat(List.of(running, young)).allMatch(Files::exists);
    }

    @Test
    void beyondTheirSizeTheLogsThatAreOldestGo() throws IOException {
        var running = log(rows.executing(), "1.1-1.log", OLDER, 1000);
        var old = log(rows.ended(OLD), "1.1-1.log", OLD, 1000);
        var young = log(rows.ended(YOUNG), "1.1-1.log", YOUNG, 1000);
        var justNow = log(rows.ended(Duration.ofMinutes(1)), "1.1-1.log", Duration.ofMinutes(1), 1000);

        logs(Settings.keepingAll().withLogs(3500)).prune(round(20));
        var afterTheFirst = Files.exists(young);
        logs(Settings.keepingAll().withLogs(1)).prune(round(20));

        assertThat(old.getParent()).doesNotExist();
        assertThat(afterTheFirst).isTrue();
        assertThat(young.getParent()).doesNotExist();
        assertThat(List.of(running, justNow)).allMatch(Files::exists);
    }

    @Test
    void ofManyLogsAFewGoAtATime() throws IOException {
        var execution = rows.ended(OLD);
        for (int attempt = 1; attempt <= 450; attempt++) {
            log(execution, "1.1-" + attempt + ".log", OLD, 1);
        }
        var pruner = logs(Settings.keepingAll().withLogsFor(KEPT));

        assertThat(pruner.prune(round(1))).isEqualTo(200);
        log(execution, "1.1-1.log", OLD, 1);
        assertThat(pruner.prune(round(20))).isBetween(250, 252);
        assertThat(data.resolve("logs").resolve(execution.value())).doesNotExist();
    }

    private ExecutionPruner executions(Settings settings) {
        return new ExecutionPruner(past, events(settings), disposal, settings);
    }

    @Test
    void executionsStayForEverUnlessTheOperatorSaysOtherwise() {
        var old = rows.ended(OLD);

        executions(Settings.keepingAll()).prune(round(50));

        assertThat(rows.isThere(old)).isTrue();
    }

    @Test
    void wholeExecutionsGoByAgeWithTheirReportInTheArchive() {
        var old = rows.ended(OLD);
        rows.addEvents(old, 1500);
        var young = rows.ended(YOUNG);

        executions(Settings.keepingAll().withExecutionsFor(KEPT)).prune(round(500));

        assertThat(rows.isThere(old)).isFalse();
        assertThat(rows.events(old)).isZero();
        assertThat(rows.isThere(young)).isTrue();
        assertThat(archive.file(old))
                .content()
                .contains("\"execution_id\" : \"" + old + "\"", "\"status\" : \"failed\"");
        assertThat(archive.file(young)).doesNotExist();
    }

    @Test
    void aRoundLeavesALargeExecutionToTheNextOnes() {
        var old = rows.ended(Duration.ofDays(28));
        rows.addEvents(old, 2500);
        var pruner = executions(Settings.keepingAll().withExecutionsFor(Duration.ofDays(27)));

        pruner.prune(round(2));
        boolean isThereAfterTheFirst = rows.isThere(old);
        pruner.prune(round(50));

        assertThat(isThereAfterTheFirst).isTrue();
        assertThat(rows.isThere(old)).isFalse();
    }
}
