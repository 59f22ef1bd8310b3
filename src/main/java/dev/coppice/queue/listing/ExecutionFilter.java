package dev.coppice.queue.listing;

import dev.coppice.task.ExecutionMode;
import dev.coppice.task.ExecutionState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which executions a list shows; what is empty restricts nothing.
 *
 * @param repository its folder or the folder's name
 * @param plan the plan's name as it was submitted
 * @param agent by which tasks are done whose plan names none
 * @param since when they were accepted at the earliest, and {@code until} the moment before which they were
 * @param within the only repositories that whoever asks may see, likewise by folders or names
 */
public record ExecutionFilter(
        Set<ExecutionState> states,
        Optional<String> repository,
        Optional<String> plan,
        Optional<String> agent,
        Optional<ExecutionMode> mode,
        Optional<Instant> since,
        Optional<Instant> until,
        Optional<List<String>> within) {

    public ExecutionFilter {
        states = Set.copyOf(states);
        within = within.map(List::copyOf);
    }
}
