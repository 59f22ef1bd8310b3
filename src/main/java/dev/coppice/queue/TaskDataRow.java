package dev.coppice.queue;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Immutable;

/** The {@code task_data} table: a task's title and the planned task itself as JSON, inserted by a submission. */
@Entity
@Immutable
@Table(name = "task_data")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class TaskDataRow {

    @Id
    Long taskId;

    String executionId;
    String title;

    @ColumnTransformer(write = "cast(? as json)")
    String payload;
}
