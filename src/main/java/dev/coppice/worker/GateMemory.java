package dev.coppice.worker;

import dev.coppice.git.TreeId;
import dev.coppice.task.ExecutionId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What executions' gates have said of which files in this process, as far as it remembers; asking again would be for nothing. */
final class GateMemory {

    private static final int REMEMBERED = 1000;

    private final Map<Judged, Boolean> passed = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Judged, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Judged(ExecutionId execution, TreeId tree) {}

    /** Whether the gate has passed on these very files; empty if nobody knows. */
    synchronized Optional<Boolean> passed(ExecutionId execution, TreeId tree) {
        return Optional.ofNullable(passed.get(new Judged(execution, tree)));
    }

    synchronized void remember(ExecutionId execution, TreeId tree, boolean hasPassed) {
        passed.put(new Judged(execution, tree), hasPassed);
    }
}
