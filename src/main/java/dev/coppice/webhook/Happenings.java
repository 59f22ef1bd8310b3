package dev.coppice.webhook;

import dev.coppice.event.LoggedEvent;
import dev.coppice.event.TaskEvent;
import dev.coppice.queue.Subjects;
import dev.coppice.queue.listing.Tallies;
import dev.coppice.queue.listing.Tally;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.TaskId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds out, for those of some events that somebody wants, what they are about. */
@ApplicationScoped
class Happenings {

    private final Subjects subjects;
    private final Tallies tallies;

    Happenings(Subjects subjects, Tallies tallies) {
        this.subjects = subjects;
        this.tallies = tallies;
    }

    /** In the same order. */
    List<Happening> wanted(List<LoggedEvent> page, Subscription subscription) {
        var named = page.stream()
                .map(Named::of)
                .filter(event -> subscription.wants(event.type()))
                .toList();
        return named.isEmpty() ? List.of() : about(named, subscription);
    }

    private List<Happening> about(List<Named> named, Subscription subscription) {
        var executions = subjects.executions(
                named.stream().map(event -> event.event().execution()).collect(Collectors.toSet()));
        var wanted = named.stream()
                .filter(event -> subscription.isFor(
                        Optional.ofNullable(executions.get(event.event().execution()))
                                .map(Subjects.Subject::repository)))
                .toList();
        var titles = titles(wanted);
        var counted = tallies(wanted);
        return wanted.stream()
                .map(event -> event.happening(executions, titles, counted))
                .toList();
    }

    private Map<TaskId, String> titles(List<Named> wanted) {
        var tasks =
                wanted.stream().flatMap(event -> event.event().task().stream()).collect(Collectors.toSet());
        return tasks.isEmpty() ? Map.of() : subjects.titles(tasks);
    }

    private Map<ExecutionId, Tally> tallies(List<Named> wanted) {
        Set<ExecutionId> whole = wanted.stream()
                .filter(event -> Happening.isOfTheWhole(event.type()))
                .map(event -> event.event().execution())
                .collect(Collectors.toSet());
        return whole.isEmpty() ? Map.of() : tallies.of(whole);
    }

    private record Named(LoggedEvent logged, String type, Detail detail) {

        static Named of(LoggedEvent logged) {
            var detail = Detail.of(logged.event().detail());
            return new Named(logged, EventType.of(logged.event(), detail), detail);
        }

        TaskEvent event() {
            return logged.event();
        }

        Happening happening(
                Map<ExecutionId, Subjects.Subject> executions,
                Map<TaskId, String> titles,
                Map<ExecutionId, Tally> tallies) {
            return new Happening(
                    logged,
                    type,
                    detail,
                    Optional.ofNullable(executions.get(event().execution())),
                    event().task().map(titles::get),
                    Happening.isOfTheWhole(type)
                            ? Optional.ofNullable(tallies.get(event().execution()))
                            : Optional.empty());
        }
    }
}
