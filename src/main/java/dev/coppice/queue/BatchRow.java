package dev.coppice.queue;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.DynamicInsert;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** The {@code batch} table: inserted by a submission, read for a status; every change is a statement of its own. */
@Entity
@Immutable
@DynamicInsert // leaves what is not set to the table's defaults
@Table(name = "batch")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class BatchRow {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    String executionId;
    int position;
    String number;
    String title;
    String phase;
    int[] needs;
    String state;

    @Nullable
    Instant startedAt;

    @Nullable
    Instant finishedAt;

    List<Integer> needed() {
        return Arrays.stream(needs).boxed().toList();
    }

    BatchStatus toStatus() {
        return new BatchStatus(
                position,
                number,
                title,
                phase,
                needed(),
                state,
                Optional.ofNullable(startedAt),
                Optional.ofNullable(finishedAt));
    }
}
