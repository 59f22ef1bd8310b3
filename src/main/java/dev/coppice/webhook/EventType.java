package dev.coppice.webhook;

import dev.coppice.event.TaskEvent;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What an event of the log is called in messages: what it is about, a dot, and what happened. Any word of the log has such a name, so that
 * new ones are told without this knowing them.
 */
final class EventType {

    static final String TEST = "webhook.test";

    private static final Set<String> KINDS = Set.of("execution", "batch", "task", "attempt", "approval");

    private EventType() {}

    /** The detail tells apart what the log has one word for: a task is queued again after a failure, an execution goes on after a pause. */
    static String of(TaskEvent event, Detail detail) {
        var what = event.what();
        var kind = kind(what);
        var word = kind.map(known -> what.substring(known.length() + 1)).orElse(what);
        var about = kind.orElse(event.task().isPresent() ? "task" : "execution");
        return about + "." + happened(about, word, detail);
    }

    private static Optional<String> kind(String what) {
        return Stream.of(what.indexOf('_'))
                .filter(end -> end > 0)
                .map(end -> what.substring(0, end))
                .filter(KINDS::contains)
                .findFirst();
    }

    private static String happened(String about, String word, Detail detail) {
        boolean isBegun = word.equals("queued") || word.equals("executing");
        var reason = detail.text("reason").orElse("");
        if (about.equals("execution") && isBegun && (reason.equals("resumed") || reason.equals("retried"))) {
            return reason;
        }
        if (about.equals("task") && word.equals("queued") && isRetry(reason, detail)) {
            return "retried";
        }
        return word.equals("executing") ? "started" : word;
    }

    /** An attempt that was released, at a pause or a stop, did not fail. */
    private static boolean isRetry(String reason, Detail detail) {
        return reason.equals("retried")
                || detail.text("attempt").filter(end -> !end.equals("released")).isPresent();
    }
}
