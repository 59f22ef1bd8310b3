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

/** Every execution that the database knows, as of one moment. */
record KnownExecutions(Map<ExecutionId, ExecutionSummary> byId) {

    static KnownExecutions of(List<ExecutionSummary> executions) {
        return new KnownExecutions(
                executions.stream().collect(Collectors.toMap(ExecutionSummary::id, Function.identity())));
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
