package dev.coppice.queue;

import dev.coppice.task.CommitId;
import dev.coppice.task.Phase;
import dev.coppice.task.TaskState;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import org.hibernate.annotations.DynamicInsert;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** The {@code task} table: inserted by a submission, read for a status; every change is a statement of its own. */
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

    @Nullable
    String requiredBuild;

    String state;

    @Nullable
    String reason;

    int pendingParents;

    /** Null: nobody has to approve it. */
    @Nullable
    String approval;

    boolean admitted;
    short priority;
    Instant runAt;
    int attempts;
    int failures;

    int maxRetries;

    int leaseLosses;

    @Column(insertable = false)
    int maxLeaseLosses;

    int infrastructureFaults;

    @Column(insertable = false)
    int maxInfrastructureFaults;

    int takeovers;

    @Column(insertable = false)
    int maxTakeovers;

    @Nullable
    String commitId;

    @Nullable
    Instant cancelRequestedAt;

    @Nullable
    Instant deadlineAt;

    boolean isQueued() {
        return state.equals("queued");
    }

    /** Its work is there: by this execution, or already when the plan was written. */
    boolean isDone() {
        return state.equals("completed") || (state.equals("skipped") && "done_in_plan".equals(reason));
    }

    boolean isExecuting() {
        return state.equals("executing");
    }

    boolean isOpen() {
        return isQueued() || isExecuting();
    }

    TaskState toState(Phase phase) {
        return switch (state) {
            case "queued" -> new TaskState.Queued(pendingParents);
            case "executing" -> new TaskState.Executing(attempts, phase);
            case "completed" -> new TaskState.Completed(commitId == null ? null : new CommitId(commitId));
            default -> TaskWords.ended(state, Objects.requireNonNullElse(reason, ""));
        };
    }
}
