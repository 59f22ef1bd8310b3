package dev.coppice.queue;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** The {@code task_edge} table, inserted by a submission: the child waits for the parent. */
@Entity
@Immutable
@IdClass(TaskEdgeRow.Key.class)
@Table(name = "task_edge")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class TaskEdgeRow {

    record Key(Long parent, Long child) {}

    @Id
    Long parent;

    @Id
    Long child;

    String executionId;
    String kind;
}
