package dev.coppice.webhook;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a message is written. */
public enum Format {
    /** As Standard Webhooks has it: type, time and data, signed. */
    STANDARD,

    /** As incoming webhooks of Slack and of what imitates them take it: a line of text, which nobody signs. */
    SLACK;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Format> of(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word().equals(word))
                .findFirst();
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(Format::word).toList();
    }

    /** What is told where nobody has said what to tell. */
    List<String> usualEvents() {
        return switch (this) {
            case STANDARD ->
                List.of(
                        "execution.*",
                        "approval.*",
                        "task.completed",
                        "task.failed",
                        "task.retried",
                        "task.skipped",
                        "task.cancelled");
            case SLACK ->
                List.of(
                        "execution.completed",
                        "execution.failed",
                        "execution.cancelled",
                        "execution.paused",
                        "approval.requested",
                        "task.failed");
        };
    }
}
