package dev.coppice.webhook;

import dev.coppice.event.LoggedEvent;
import dev.coppice.queue.Subjects;
import dev.coppice.queue.listing.Tally;
import java.util.Optional;

/**
 * An event with all that is told of it.
 *
 * @param subject empty if the execution is deleted
 * @param title the task's, if it is about one
 * @param tally of what is about an execution as a whole
 */
record Happening(
        LoggedEvent logged,
        String type,
        Detail detail,
        Optional<Subjects.Subject> subject,
        Optional<String> title,
        Optional<Tally> tally) {

    /** The last folder of where the repository is: what lies above it is nobody else's business. */
    Optional<String> repository() {
        return subject.map(known -> String.valueOf(known.repository().getFileName()));
    }

    static boolean isOfTheWhole(String type) {
        return type.startsWith("execution.");
    }
}
