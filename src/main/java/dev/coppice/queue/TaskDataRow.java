package dev.coppice.queue;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** The {@code task_data} table: a task's title, the planned task itself as JSON, and what was said when it was approved or rejected. */
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

    @Column(insertable = false)
    @Nullable
    String approvalBy;

    @Column(insertable = false)
    @Nullable
    Instant approvalAt;

    @Column(insertable = false)
    @Nullable
    String approvalComment;
}
