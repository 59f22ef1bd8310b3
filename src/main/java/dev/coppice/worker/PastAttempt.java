package dev.coppice.worker;

import dev.coppice.money.Spent;
import dev.coppice.queue.Claim;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * An attempt that this process has run, told to whoever listens once it is over.
 *
 * @param reason the word for programs; empty if there is none
 * @param phases in order, at least one
 */
public record PastAttempt(Claim claim, End end, String reason, List<PastPhase> phases, Spent spent) {

    public PastAttempt {
        phases = List.copyOf(phases);
    }

    /** How it ended, as far as this process knows. */
    public enum End {
        COMPLETED,
        FAILED,
        CANCELLED,
        /** The task went back to the queue with nothing counted. */
        RELEASED,
        /** Its lease was over, or could not be renewed: what became of the task others know. */
        LOST;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Instant began() {
        return phases.getFirst().began();
    }

    public Instant ended() {
        var last = phases.getLast();
        return last.began().plus(last.took());
    }
}
