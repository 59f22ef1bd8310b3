package dev.coppice.queue;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** The {@code integration_intent} table, read only. */
@Entity
@Immutable
@Table(name = "integration_intent")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class IntegrationIntentRow {

    @Id
    Long id;

    String executionId;
    Long taskId;
    int attempt;
    UUID token;
    String oldTip;
    String newTip;
    String state;
    Instant openedAt;

    @Nullable
    Instant closedAt;
}
