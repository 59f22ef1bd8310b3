package dev.coppice.webhook;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a webhook is told, and in which form.
 *
 * @param events types of events; {@code execution.*} are all that begin so, {@code *} is everything
 * @param repositories the only ones whose executions are told of, by their folders or the folders' names; empty: all
 */
public record Subscription(List<String> events, Optional<List<String>> repositories, Format format) {

    private static final int MOST = 100;
    private static final int LONGEST_REPOSITORY = 4096;
    private static final Pattern EVENT = Pattern.compile("\\*|[a-z][a-z_]{0,40}\\.(\\*|[a-z][a-z_]{0,60})");

    public Subscription {
        events = List.copyOf(events);
        repositories = repositories.map(List::copyOf);
    }

    /** With the format's usual events if none are named. */
    static Subscription of(Optional<List<String>> events, Optional<List<String>> repositories, Format format) {
        return new Subscription(events.orElseGet(format::usualEvents), repositories, format);
    }

    /** What is wrong with it: the field, as requests call it, and why. */
    Optional<Objection> objection() {
        if (events.isEmpty()
                || events.size() > MOST
                || !events.stream().allMatch(event -> EVENT.matcher(event).matches())) {
            return Optional.of(new Objection(
                    "events", "name 1 to 100 types of events, such as task.failed, or all of a kind: execution.*"));
        }
        return repositories
                .filter(list ->
                        list.isEmpty() || list.size() > MOST || !list.stream().allMatch(Subscription::isPlausible))
                .map(_ -> new Objection("repositories", "name 1 to 100 repositories, by absolute folder or by name"));
    }

    /** A relative folder would mean another one in each process. */
    private static boolean isPlausible(String repository) {
        return !repository.isBlank()
                && repository.length() <= LONGEST_REPOSITORY
                && repository.chars().noneMatch(Character::isISOControl)
                && (repository.startsWith("/") || !repository.contains("/"));
    }

    boolean wants(String type) {
        return events.stream().anyMatch(event -> covers(event, type));
    }

    private static boolean covers(String event, String type) {
        return event.endsWith("*") ? type.startsWith(event.substring(0, event.length() - 1)) : event.equals(type);
    }

    /** An execution whose repository nobody knows any more is told only to whom all are told. */
    boolean isFor(Optional<Path> repository) {
        return repositories
                .map(wanted -> repository
                        .filter(path ->
                                wanted.contains(path.toString()) || wanted.contains(String.valueOf(path.getFileName())))
                        .isPresent())
                .orElse(true);
    }
}
