package dev.coppice.plan.draft;

import dev.coppice.plan.head.Head;
import dev.coppice.plan.outline.Heading;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which groups and tasks a plan has, in the order of the document, and what became of every other head. */
public final class Structure {

    public final List<DraftGroup> groups = new ArrayList<>();
    public final Set<Integer> groupHeads = new HashSet<>();
    public final List<DraftTask> tasks = new ArrayList<>();
    /** Heads that were neither made a group nor a task, by line, with the reason. */
    public final Map<Integer, String> ignored = new LinkedHashMap<>();
    /** Entries and rows that repeat a task which has a heading of its own, by line. */
    public final Map<Integer, Head.Task> summaries = new LinkedHashMap<>();
    /** Headings that mean nothing to the structure and stand outside every task. */
    public final List<Heading> foreign = new ArrayList<>();

    /** The groups that own tasks, or that could: what the plan's batches are made of. */
    public List<DraftGroup> batches() {
        return groups.stream().filter(DraftGroup::isBatch).toList();
    }

    public boolean isHead(int line) {
        return isTask(line) || groupHeads.contains(line);
    }

    public boolean isTask(int line) {
        return taskAround(line).filter(task -> task.line == line).isPresent();
    }

    /** The task whose head or body holds a line. */
    public Optional<DraftTask> taskAround(int line) {
        int low = 0;
        int high = tasks.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            DraftTask task = tasks.get(middle);
            if (line < task.line) {
                high = middle - 1;
            } else if (line > task.lastLine) {
                low = middle + 1;
            } else {
                return Optional.of(task);
            }
        }
        return Optional.empty();
    }
}
