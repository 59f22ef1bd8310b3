package dev.coppice.queue.listing;

import dev.coppice.task.ExecutionId;
import java.util.List;
import java.util.Map;
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

    /** Of one execution more than the page holds, if there are so many; without those that were deleted since they were found. */
    static ExecutionPage of(
            List<ExecutionList.Line> found, int most, ExecutionOrder order, Map<ExecutionId, Tally> tallies) {
        var page = found.stream()
                .limit(most)
                .flatMap(line -> Optional.ofNullable(tallies.get(line.summary().id())).map(line::with).stream())
                .toList();
        return new ExecutionPage(
                page,
                found.size() > most
                        ? Optional.of(order.placeOf(found.get(most - 1).summary()))
                        : Optional.empty());
    }
}
