package dev.coppice.wholeplan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * A plan drawn by chance: what waits for what, and what each task's agent does.
 *
 * @param freed the batches that do not wait for the one before
 * @param retries how often a task that failed is tried again
 */
record RandomPlan(List<DrawnTask> tasks, Set<Integer> freed, int retries) {

    private static final int MOST_TASKS = 12;

    RandomPlan {
        tasks = List.copyOf(tasks);
        freed = Set.copyOf(freed);
    }

    static RandomPlan draw(Random random) {
        var tasks = new ArrayList<DrawnTask>();
        var numbers = new ArrayList<String>();
        var freed = new HashSet<Integer>();
        int batches = 2 + random.nextInt(3);
        for (int batch = 1; batch <= batches; batch++) {
            if (batch > 1 && random.nextInt(3) == 0) {
                freed.add(batch);
            }
            int size = 1 + random.nextInt(MOST_TASKS / batches + 1);
            for (int i = 1; i <= size && tasks.size() < MOST_TASKS; i++) {
                String number = batch + "." + i;
                tasks.add(DrawnTask.draw(random, number, batch, numbers));
                numbers.add(number);
            }
        }
        return new RandomPlan(tasks, freed, random.nextInt(2));
    }

    String text(String line) {
        var text = new StringBuilder();
        int batch = 0;
        for (var task : tasks) {
            if (task.batch() != batch) {
                batch = task.batch();
                text.append("## Batch ").append(batch).append(": Drawn");
                text.append(freed.contains(batch) ? " (no dependencies)\n\n" : "\n\n");
            }
            text.append(task.text(line));
        }
        return text.toString();
    }

    /** Writes a script for each task's agent, and gives the line that runs the right one. */
    String writeAgent(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (var task : tasks) {
            Files.writeString(folder.resolve(task.number() + ".sh"), task.script());
        }
        return "exec sh '" + folder + "'/\"$COPPICE_TASK.sh\"";
    }

    /** The tasks without which this one must not start. */
    Set<String> needs(DrawnTask task) {
        var needs = new HashSet<>(task.parents());
        if (!freed.contains(task.batch())) {
            tasks.stream()
                    .filter(other -> other.batch() == task.batch() - 1)
                    .map(DrawnTask::number)
                    .forEach(needs::add);
        }
        return needs;
    }
}
