package dev.coppice.worker;

import dev.coppice.task.Lease;
import dev.coppice.task.TaskNumber;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a task's processes find in their environment: the user's own, less what belongs to Coppice, git and the database. */
final class TaskEnvironment {

    /** Prefixes of variables that never reach a task: they hold secrets, or would point git at another repository. */
    private static final List<String> WITHHELD = List.of("COPPICE_", "QUARKUS_", "GIT_", "PGPASS");

    private TaskEnvironment() {}

    /** The {@code path} is PATH as the task's programs get it. */
    static Map<String, String> of(Lease lease, TaskNumber task, Slot slot, String path) {
        var environment = new HashMap<>(System.getenv());
        environment.keySet().removeIf(TaskEnvironment::isWithheld);
        environment.put("PATH", path);
        tell(environment, lease, task, slot);
        return environment;
    }

    /**
     * In a container: nothing of the user's own but the variables of these names. PATH is the image's, and HOME a folder of the attempt, because
     * that in the image cannot be written to.
     */
    static Map<String, String> inContainer(Lease lease, TaskNumber task, Slot slot, Collection<String> names)
            throws IOException {
        var environment = new HashMap<>(System.getenv());
        environment.keySet().retainAll(names);
        environment.keySet().removeIf(TaskEnvironment::isWithheld);
        environment.put(
                "HOME",
                Files.createDirectories(slot.scratch().path().resolve("home")).toString());
        environment.putIfAbsent("LANG", "C.UTF-8");
        tell(environment, lease, task, slot);
        return environment;
    }

    private static boolean isWithheld(String name) {
        return WITHHELD.stream().anyMatch(name::startsWith);
    }

    private static void tell(Map<String, String> environment, Lease lease, TaskNumber task, Slot slot) {
        environment.put("COPPICE_EXECUTION", lease.execution().value());
        environment.put("COPPICE_TASK", task.text());
        environment.put("COPPICE_ATTEMPT", Integer.toString(lease.attempt()));
        environment.put("COPPICE_WORKER_INDEX", Integer.toString(slot.index()));
        environment.put("COPPICE_PORT_BASE", Integer.toString(slot.firstPort()));
        environment.put("TMPDIR", slot.scratch().path().toString());
        environment.put("GIT_TERMINAL_PROMPT", "0");
    }
}
