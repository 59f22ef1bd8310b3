package dev.coppice.plan.draft;

import dev.coppice.plan.head.Head;
import dev.coppice.plan.head.NumberKey;
import dev.coppice.plan.outline.Heading;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Which groups and tasks a plan has, in the order of the document, and what became of every other head. */
public final class Structure {

    private static final int MOST_REVEALED = 200;

    public final List<DraftGroup> groups = new ArrayList<>();
    public final Set<Integer> groupHeads = new HashSet<>();
    public final List<DraftTask> tasks = new ArrayList<>();
    /** Heads that were neither made a group nor a task, by line, with the reason. */
    public final Map<Integer, String> ignored = new LinkedHashMap<>();
    /** Heads of tasks that the author wrote and the Markdown hides, by line: an error, and shown all the same. */
    public final Map<Integer, Head.Task> hidden = new TreeMap<>();
    /** Entries and rows that repeat a task which has a heading of its own, by line. */
    public final Map<Integer, Head.Task> summaries = new LinkedHashMap<>();
    /** Headings that mean nothing to the structure and stand outside every task. */
    public final List<Heading> foreign = new ArrayList<>();

    /** Lists the hidden tasks with the others: each one takes the rest of the lines of the task that swallowed it. */
    public void reveal() {
        Set<NumberKey> known = new HashSet<>();
        tasks.forEach(task -> known.add(task.key()));
        hidden.forEach((line, head) -> {
            if (hidden.size() <= MOST_REVEALED && known.add(NumberKey.of(head.number()))) {
                reveal(line, head);
            }
        });
    }

    private void reveal(int line, Head.Task head) {
        int at = 0;
        while (at < tasks.size() && tasks.get(at).line < line) {
            at++;
        }
        if (at == 0) {
            return;
        }
        DraftTask before = tasks.get(at - 1);
        var task = new DraftTask(before.form, head, line, before.level, before.group, Map.of());
        task.lastLine = Math.max(line, before.lastLine);
        before.lastLine = Math.min(before.lastLine, line - 1);
        tasks.add(at, task);
        before.group.tasks.add(before.group.tasks.indexOf(before) + 1, task);
        ignored.remove(line);
    }

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
