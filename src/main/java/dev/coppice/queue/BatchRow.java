package dev.coppice.queue;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.DynamicInsert;
import org.hibernate.annotations.Immutable;

/** The {@code batch} table: inserted by a submission; whatever else is read or changed is a statement of its own. */
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
}
