package dev.coppice.queue;

import java.util.List;
import java.util.Optional;

/**
 * A page of a list of executions.
 *
 * @param next where the next page begins; empty if this is the last
 */
public record ExecutionPage(List<ListedExecution> executions, Optional<ExecutionPlace> next) {

    public ExecutionPage {
        executions = List.copyOf(executions);
    }

    /** Of one execution more than the page holds, if there are so many. */
    static ExecutionPage of(List<ListedExecution> found, int most, ExecutionOrder order) {
        var page = found.subList(0, Math.min(most, found.size()));
        return new ExecutionPage(
                page,
                found.size() > most ? Optional.of(order.placeOf(page.getLast().summary())) : Optional.empty());
    }
}
