package dev.coppice.queue;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.DynamicInsert;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** The {@code task} table: inserted by a submission; whatever else is read or changed is a statement of its own. */
@Entity
@Immutable
@DynamicInsert // leaves what is not set to the table's defaults
@Table(name = "task")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class TaskRow {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    String executionId;
    Long batchId;
    String number;
    String queue;
    String agent;

    String @Nullable [] escalation;

    String state;

    @Nullable
    String reason;

    int pendingParents;

    /** Null: nobody has to approve it. */
    @Nullable
    String approval;

    short priority;
    int maxRetries;
}
