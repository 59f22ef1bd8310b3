package dev.coppice.queue;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** The {@code task_lease} table, read only: claims insert its rows, ends delete them. */
@Entity
@Immutable
@Table(name = "task_lease")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class TaskLeaseRow {

    @Id
    Long taskId;

    int attempt;
    String executionId;
    UUID token;
    UUID worker;
    UUID home;
    Instant grantedAt;
    Instant leaseUntil;
}
