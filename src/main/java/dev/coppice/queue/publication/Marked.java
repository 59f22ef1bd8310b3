package dev.coppice.queue.publication;

import dev.coppice.task.CommitId;
import java.util.Locale;
import java.util.Optional;

/**
 * What became of marking an execution's completed tasks in their plan; the detail says more, for people.
 *
 * @param commit the one that was added to the result for it
 */
public record Marked(Outcome outcome, String detail, Optional<CommitId> commit) {

    public enum Outcome {
        /** The result's last commit marks what the plan had a place for. */
        MARKED,
        /** The plan says already all that there is to say. */
        NOTHING,
        /** Nothing could be marked. */
        LEFT;

        /** The product's word for it, as in the database and JSON. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Outcome of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
