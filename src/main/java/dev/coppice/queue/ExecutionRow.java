package dev.coppice.queue;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** The {@code execution} table, read only: its one insert needs {@code on conflict}. */
@Entity
@Immutable
@Table(name = "execution")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class ExecutionRow {

    @Id
    String id;

    String state;

    @Nullable
    String pauseReason;

    @Nullable
    String pauseDetail;

    @Nullable
    Integer maxConcurrent;

    String repository;
    String mode;
    String plan;
    String planText;
    String planHash;
    String baseCommit;
    String resultTip;

    @Nullable
    Long turnTask;

    @Nullable
    UUID turnToken;

    String settings;
    UUID home;

    @Nullable
    String idempotencyKey;

    @Nullable
    Instant cancelRequestedAt;

    Instant createdAt;

    @Nullable
    Instant startedAt;

    @Nullable
    Instant finishedAt;
}
