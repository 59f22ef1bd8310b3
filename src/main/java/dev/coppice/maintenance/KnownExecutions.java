package dev.coppice.maintenance;

import dev.coppice.queue.ExecutionSummary;
import dev.coppice.task.ExecutionId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every execution that the database knows, as of one moment.
 *
 * @param deleted those of which only that is known
 */
record KnownExecutions(Map<ExecutionId, ExecutionSummary> byId, Set<ExecutionId> deleted) {

    static KnownExecutions of(List<ExecutionSummary> executions) {
        return of(executions, List.of());
    }

    static KnownExecutions of(List<ExecutionSummary> executions, List<ExecutionSummary> deleted) {
        return new KnownExecutions(
                Stream.concat(deleted.stream(), executions.stream())
                        .collect(Collectors.toMap(ExecutionSummary::id, Function.identity(), (_, found) -> found)),
                deleted.stream().map(ExecutionSummary::id).collect(Collectors.toSet()));
    }

    /** Nobody can retry it. */
    boolean isDeleted(ExecutionId execution) {
        return deleted.contains(execution);
    }

    Optional<ExecutionSummary> find(ExecutionId execution) {
        return Optional.ofNullable(byId.get(execution));
    }

    Set<Path> repositories() {
        return byId.values().stream().map(ExecutionSummary::repository).collect(Collectors.toSet());
    }

    /** Whether something may still run in the repository, or in one below the folder. */
    boolean hasUnfinishedBelow(Path folder) {
        return byId.values().stream()
                .anyMatch(execution ->
                        !execution.state().isFinal() && execution.repository().startsWith(folder));
    }

    boolean isUnfinished(ExecutionId execution) {
        return find(execution).filter(found -> !found.state().isFinal()).isPresent();
    }
}
