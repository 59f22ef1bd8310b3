package dev.coppice.agent;

import dev.coppice.plan.FileVerb;
import dev.coppice.plan.PlannedTask;
import dev.coppice.plan.Script;
import dev.coppice.plan.TaskFile;
import dev.coppice.plan.Verification;
import dev.coppice.task.TaskNumber;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Tasks and assignments for tests. */
public final class Tasks {

    public static final String BODY = "    indented first line\n\nDo *it* exactly.\t\n";

    private Tasks() {}

    public static PlannedTask task(List<Script> scripts, Verification verification) {
        var files = List.of(
                new TaskFile("src/a.txt", FileVerb.CREATE, "", ""),
                new TaskFile("b.txt", FileVerb.UNSTATED, "1-5", "old"));
        return new PlannedTask(
                new TaskNumber("1.2"), "/Do it", 7, false, files, BODY, scripts, verification, "", List.of(), Map.of());
    }

    public static Assignment scripts(Path directory, String... texts) {
        var scripts =
                List.of(texts).stream().map(text -> new Script("sh", text)).toList();
        return assignment(directory, task(scripts, Verification.none()), Duration.ofMinutes(1));
    }

    public static Assignment assignment(Path directory, PlannedTask task, Duration limit) {
        return new Assignment(task, directory, Map.of("PATH", System.getenv("PATH")), limit);
    }
}
