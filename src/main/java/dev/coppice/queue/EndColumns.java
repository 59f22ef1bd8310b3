package dev.coppice.queue;

import org.jspecify.annotations.Nullable;

/** An attempt's end as the database writes it; the counter is the column of the task that it raises, or empty. */
record EndColumns(
        String state, @Nullable String reason, @Nullable String message, String counter, boolean retryable) {

    private static final int LONGEST_MESSAGE = 16_000;

    /** Agents' words get into messages; PostgreSQL stores no NUL. */
    EndColumns {
        message = message == null ? null : shortened(message.replace("\0", ""));
    }

    static final EndColumns LEASE_EXPIRED =
            new EndColumns("failed", "lease_expired", "the lease was not renewed in time", "", true);

    static EndColumns of(AttemptEnd end) {
        return switch (end) {
            case AttemptEnd.CompletedUnchanged() -> new EndColumns("completed", null, null, "", false);
            case AttemptEnd.Failed(var reason, var message, var retryable) ->
                new EndColumns("failed", reason, message, "failures", retryable);
            case AttemptEnd.TimedOut(var message) -> new EndColumns("failed", "timed_out", message, "failures", true);
            case AttemptEnd.Infrastructure(var reason, var message) ->
                new EndColumns("failed", reason, message, "infrastructure_faults", true);
            case AttemptEnd.AgentPaused(var reason, var message, var _, var _, var _) ->
                new EndColumns("released", reason, message, "", false);
            case AttemptEnd.Cancelled() -> new EndColumns("cancelled", "cancelled", null, "", false);
            case AttemptEnd.Released(var reason, var message) -> new EndColumns("released", reason, message, "", false);
        };
    }

    private static String shortened(String message) {
        if (message.length() <= LONGEST_MESSAGE) {
            return message;
        }
        boolean splitsPair = Character.isHighSurrogate(message.charAt(LONGEST_MESSAGE - 1));
        return message.substring(0, splitsPair ? LONGEST_MESSAGE - 1 : LONGEST_MESSAGE) + " ...";
    }
}
