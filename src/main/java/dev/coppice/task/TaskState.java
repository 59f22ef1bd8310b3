package dev.coppice.task;

import org.jspecify.annotations.Nullable;

/** Where a task stands. Each state carries only what is true of it. */
public sealed interface TaskState {

    /** Waits for a free worker; with {@code waitsFor} above 0 also for that many unfinished parents and batches, and an approval. */
    record Queued(int waitsFor) implements TaskState {}

    /** An attempt holds its lease. */
    record Executing(int attempt, Phase phase) implements TaskState {}

    /** Verified and part of the result; {@code commit} is null where the verified work changed nothing. */
    record Completed(@Nullable CommitId commit) implements TaskState {}

    record Failed(String reason) implements TaskState {}

    record Cancelled() implements TaskState {}

    /** Done already in the plan ({@code done_in_plan}), or something it needs failed ({@code needs_failed}). */
    record Skipped(String reason) implements TaskState {}

    /** The product's word for it, as in the database, JSON and logs. */
    default String word() {
        return switch (this) {
            case Queued _ -> "queued";
            case Executing _ -> "executing";
            case Completed _ -> "completed";
            case Failed _ -> "failed";
            case Cancelled _ -> "cancelled";
            case Skipped _ -> "skipped";
        };
    }

    default boolean isFinal() {
        return switch (this) {
            case Queued _, Executing _ -> false;
            case Completed _, Failed _, Cancelled _, Skipped _ -> true;
        };
    }
}
