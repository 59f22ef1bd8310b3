package dev.coppice.event;

import dev.coppice.task.ExecutionId;
import dev.coppice.task.TaskId;
import dev.coppice.task.WorkerId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** The {@code task_event} table, read only. */
@Entity
@Immutable
@Table(name = "task_event")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class TaskEventRow {

    @Id
    long id;

    long transaction;
    String executionId;

    @Nullable
    Long taskId;

    Instant at;
    String what;

    @Nullable
    Integer attempt;

    @Nullable
    UUID worker;

    @Nullable
    String detail;

    TaskEvent toEvent() {
        return new TaskEvent(
                new Position(transaction, id),
                new ExecutionId(executionId),
                Optional.ofNullable(taskId).map(TaskId::new),
                at,
                what,
                attempt == null ? OptionalInt.empty() : OptionalInt.of(attempt),
                Optional.ofNullable(worker).map(WorkerId::new),
                Optional.ofNullable(detail));
    }
}
