package dev.coppice.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.task.ExecutionId;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Followers of the log: what they get, whatever happens at the same time. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class EventFeedTest {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);

    private final ExecutionId execution = ExecutionId.random();

    @Inject
    EventFeed feed;

    @Inject
    AgroalDataSource database;

    @Test
    void aFollowerGetsWhatWasAndWhatComes() throws Exception {
        write("first");

        try (var following = feed.follow(Optional.of(execution), Position.START)) {
            var before = collect(following, 1);
            write("second");

            assertThat(before).containsExactly("first");
            assertThat(collect(following, 1)).containsExactly("second");
        }
    }

    @Test
    void nothingIsLostOrRepeatedWhileAWriterIsFasterThanTheMemoryOfTheReader() throws Exception {
        int many = 5_000;
        try (var behind = feed.follow(Optional.of(execution), Position.START)) {
            var writer = Thread.ofPlatform().start(() -> writeAll(many));
            var seen = collect(behind, many);
            writer.join();

            assertThat(seen)
                    .containsExactlyElementsOf(
                            IntStream.range(0, many).mapToObj(Integer::toString).toList());
        }
    }

    @Test
    void whoeverBeginsNowGetsNothingOlder() throws Exception {
        write("old");
        awaitReadable("old");

        try (var following = feed.followFromNow(Optional.of(execution))) {
            write("new");

            assertThat(collect(following, 1)).containsExactly("new");
        }
    }

    @Test
    void othersEventsAreNotAmongThoseOfOneExecution() throws Exception {
        var other = ExecutionId.random();
        try (var ofOne = feed.followFromNow(Optional.of(execution));
                var ofAll = feed.followFromNow(Optional.empty())) {
            write("of the other", other);
            write("own");

            assertThat(collect(ofOne, 1)).containsExactly("own");
            assertThat(collect(ofAll, 2, other)).containsExactly("of the other", "own");
        }
    }

    @Test
    void anEventThatCommitsLateComesInItsPlace() throws Exception {
        try (var late = database.getConnection();
                var following = feed.followFromNow(Optional.of(execution))) {
            late.setAutoCommit(false);
            write(late, "late", execution);
            write("early");
            late.commit();

            assertThat(collect(following, 2)).containsExactly("late", "early");
        }
    }

    private List<String> collect(Following following, int count) throws InterruptedException {
        return collect(following, count, execution);
    }

    /** Of this test's executions only: others may work on the same database. */
    private List<String> collect(Following following, int count, ExecutionId other) throws InterruptedException {
        var seen = new ArrayList<String>();
        long deadline = System.nanoTime() + LONG_ENOUGH.toNanos();
        while (seen.size() < count && System.nanoTime() - deadline < 0) {
            following.next(LONG_ENOUGH).stream()
                    .map(LoggedEvent::event)
                    .filter(event -> List.of(execution, other).contains(event.execution()))
                    .map(TaskEvent::what)
                    .forEach(seen::add);
        }
        return seen;
    }

    private void awaitReadable(String what) throws InterruptedException {
        try (var following = feed.follow(Optional.of(execution), Position.START)) {
            assertThat(collect(following, 1)).containsExactly(what);
        }
    }

    private void writeAll(int count) {
        try (var connection = database.getConnection()) {
            for (int number = 0; number < count; number++) {
                write(connection, Integer.toString(number), execution);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void write(String what) throws SQLException {
        write(what, execution);
    }

    private void write(String what, ExecutionId of) throws SQLException {
        try (var connection = database.getConnection()) {
            write(connection, what, of);
        }
    }

    private static void write(Connection connection, String what, ExecutionId of) throws SQLException {
        try (var statement = connection.prepareStatement("insert into task_event (execution_id, what) values (?, ?)")) {
            statement.setString(1, of.value());
            statement.setString(2, what);
            statement.executeUpdate();
        }
    }
}
