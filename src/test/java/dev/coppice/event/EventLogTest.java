package dev.coppice.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.TaskId;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class EventLogTest {

    private final ExecutionId execution = ExecutionId.random();

    @Inject
    EventLog log;

    @Inject
    AgroalDataSource database;

    @Test
    void eventsAreReadInOrderFromWhereTheReaderStopped() throws SQLException {
        write("queued");
        write("executing");
        write("completed");

        var first = log.after(execution, Position.START, 2);
        var rest = log.after(execution, Position.of(first.getLast().position().toString()), 2);

        assertThat(first).extracting(TaskEvent::what).containsExactly("queued", "executing");
        assertThat(rest).extracting(TaskEvent::what).containsExactly("completed");
        assertThat(log.after(execution, rest.getLast().position(), 2)).isEmpty();
    }

    @Test
    void anEventCarriesWhatTheWriterKnew() throws SQLException {
        write("executing");

        var event = log.after(execution, Position.START, 1).getFirst();

        assertThat(event.execution()).isEqualTo(execution);
        assertThat(event.task()).contains(new TaskId(7));
        assertThat(event.attempt()).isEqualTo(OptionalInt.of(2));
        assertThat(event.worker()).isEmpty();
        assertThat(event.detail()).contains("{\"reason\": \"because\"}");
    }

    @Test
    void anEventThatCommitsLateIsNotPassedBy() throws SQLException {
        try (var late = database.getConnection()) {
            late.setAutoCommit(false);
            write(late, "late");
            write("early");

            var seenBefore = log.after(execution, Position.START, 10);
            late.commit();

            assertThat(seenBefore).isEmpty();
            assertThat(what(log.after(execution, Position.START, 10))).containsExactly("late", "early");
        }
    }

    private static List<String> what(List<TaskEvent> events) {
        return events.stream().map(TaskEvent::what).toList();
    }

    private void write(String what) throws SQLException {
        try (var connection = database.getConnection()) {
            write(connection, what);
        }
    }

    private void write(Connection connection, String what) throws SQLException {
        try (var statement = connection.prepareStatement("""
                insert into task_event (execution_id, task_id, what, attempt, detail)
                values (?, 7, ?, 2, '{"reason": "because"}')
                """)) {
            statement.setString(1, execution.value());
            statement.setString(2, what);
            statement.executeUpdate();
        }
    }
}
