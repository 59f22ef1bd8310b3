package dev.coppice.prompt;

import dev.coppice.plan.FileVerb;
import dev.coppice.plan.PlannedTask;
import dev.coppice.plan.TaskFile;
import dev.coppice.plan.Verification;
import dev.coppice.task.TaskNumber;
import java.util.List;
import java.util.Map;

/** Tasks for tests. */
final class PlannedTasks {

    static final String BODY = "    indented first line\n\nDo *it* {{title}} exactly.\t\n";

    private PlannedTasks() {}

    static PlannedTask full(String title) {
        return task(
                title,
                List.of(new TaskFile("src/a.txt", FileVerb.CREATE, "", "")),
                new Verification(List.of("make test"), List.of("it is fast")));
    }

    static PlannedTask bare(String title) {
        return task(title, List.of(), Verification.none());
    }

    private static PlannedTask task(String title, List<TaskFile> files, Verification verification) {
        return new PlannedTask(
                new TaskNumber("1.2"), title, 7, false, files, BODY, List.of(), verification, "", List.of(), Map.of());
    }
}
