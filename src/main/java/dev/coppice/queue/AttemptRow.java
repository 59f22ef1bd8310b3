package dev.coppice.queue;

import dev.coppice.money.Spent;
import dev.coppice.money.Usage;
import dev.coppice.task.CommitId;
import dev.coppice.task.HomeId;
import dev.coppice.task.Phase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** The {@code attempt} table, read only: claims insert its rows. */
@Entity
@Immutable
@IdClass(AttemptRow.Key.class)
@Table(name = "attempt")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class AttemptRow {

    record Key(Long taskId, int number) {}

    @Id
    Long taskId;

    @Id
    int number;

    String state;
    String phase;

    @Nullable
    String reason;

    @Nullable
    String message;

    @Nullable
    String counter;

    UUID worker;

    @Nullable
    UUID token;

    UUID home;
    Instant startedAt;

    @Nullable
    Instant endedAt;

    @Nullable
    String commitId;

    @Nullable
    String agent;

    @Nullable
    String model;

    @Nullable
    BigDecimal costUsd;

    boolean costIsEstimate;
    long inputTokens;
    long outputTokens;
    long cacheReadTokens;
    long cacheWriteTokens;

    @Nullable
    Long agentMillis;

    @Nullable
    String log;

    @Nullable
    Long pid;

    @Nullable
    Long processStarted;

    @Nullable
    UUID bootId;

    @Nullable
    Instant processEndedAt;

    private Spent spent() {
        return new Spent(
                Optional.ofNullable(costUsd),
                costIsEstimate,
                new Usage(inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens));
    }

    AttemptStatus toStatus() {
        return new AttemptStatus(
                number,
                state,
                Phase.of(phase),
                Optional.ofNullable(reason),
                Optional.ofNullable(message),
                startedAt,
                Optional.ofNullable(endedAt),
                Optional.ofNullable(commitId).map(CommitId::new),
                Optional.ofNullable(agent).map(ClaimedAgent::agentOf),
                Optional.ofNullable(model),
                Optional.ofNullable(log),
                spent(),
                Duration.ofMillis(agentMillis == null ? 0 : agentMillis),
                new HomeId(home));
    }
}
