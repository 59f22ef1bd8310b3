package dev.coppice.worker;

import dev.coppice.git.TreeId;
import dev.coppice.task.ExecutionId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The files that have passed an execution's gate in this process, as far as it remembers; asking again would be for nothing. */
@ApplicationScoped
class PassedGates {

    private static final int REMEMBERED = 1000;

    private final Set<Passed> passed = Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Passed, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    }));

    private record Passed(ExecutionId execution, TreeId tree) {}

    /** Whether the execution's gate has passed on these very files. */
    boolean hold(ExecutionId execution, TreeId tree) {
        return passed.contains(new Passed(execution, tree));
    }

    void remember(ExecutionId execution, TreeId tree) {
        passed.add(new Passed(execution, tree));
    }
}
