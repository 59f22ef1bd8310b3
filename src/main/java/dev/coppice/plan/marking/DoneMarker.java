package dev.coppice.plan.marking;

import dev.coppice.plan.PlanReport;
import dev.coppice.plan.PlannedTask;
import dev.coppice.plan.reading.PlanParser;
import dev.coppice.task.TaskNumber;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * Marks tasks as done in a plan's file, which need not be the file that was run: it is read anew, and what is not found again stays as it
 * is. So does everything whose mark would mean something else to a reader of plans than that this very task is done.
 */
public final class DoneMarker {

    /** Each half of what did not come out well is read anew; a large plan takes a second. */
    private static final int MOST_READINGS = 60;

    /** The first that makes a task a done one is its mark. */
    private static final List<BiFunction<Boxes, PlannedTask, List<Edit>>> PLACES =
            List.of(Boxes::inHead, Boxes::atFirstField, Boxes::atEveryStep, Boxes::inPlaceOfAnotherWord);

    private final String name;
    private final Optional<String> dialect;
    private int readings;

    /** @param dialect how the file is read; empty: as its marks say */
    public DoneMarker(String name, Optional<String> dialect) {
        this.name = name;
        this.dialect = dialect;
    }

    /** The file with the marks of these tasks. */
    public MarkedPlan mark(byte[] file, List<DoneTask> done) {
        var left = new ArrayList<MarkedPlan.Left>();
        var open = open(read(file), done, left);
        byte[] marked = file;
        for (var place : PLACES) {
            readings = 0;
            marked = mark(marked, stillOpen(marked, open), place);
        }
        var unmarked = stillOpen(marked, open);
        unmarked.forEach(number -> left.add(new MarkedPlan.Left(number, "the plan has no open box for it")));
        return new MarkedPlan(
                marked,
                open.stream().filter(number -> !unmarked.contains(number)).toList(),
                left);
    }

    /** Those that the file has and that are not marked there. */
    private static List<TaskNumber> open(List<PlannedTask> tasks, List<DoneTask> done, List<MarkedPlan.Left> left) {
        var known = new HashMap<TaskNumber, PlannedTask>();
        var repeated = new HashSet<TaskNumber>();
        tasks.forEach(task -> {
            if (known.put(task.number(), task) != null) {
                repeated.add(task.number());
            }
        });
        var open = new ArrayList<TaskNumber>();
        for (DoneTask task : done) {
            PlannedTask found = known.get(task.number());
            objection(task, Optional.ofNullable(found), repeated)
                    .ifPresentOrElse(reason -> left.add(new MarkedPlan.Left(task.number(), reason)), () -> {
                        if (found != null && !found.done()) {
                            open.add(task.number());
                        }
                    });
        }
        return open;
    }

    private static Optional<String> objection(DoneTask task, Optional<PlannedTask> found, Set<TaskNumber> repeated) {
        if (found.isEmpty()) {
            return Optional.of("the plan has no such task any more");
        }
        if (repeated.contains(task.number())) {
            return Optional.of("the plan has its number twice");
        }
        return found.filter(there -> !there.title().equals(task.title()))
                .map(_ -> "the plan has another task of this number now");
    }

    private List<TaskNumber> stillOpen(byte[] file, List<TaskNumber> wanted) {
        var done = new HashSet<TaskNumber>();
        read(file).stream().filter(PlannedTask::done).forEach(task -> done.add(task.number()));
        return wanted.stream().filter(number -> !done.contains(number)).toList();
    }

    /** All at once where that comes out as it should, else half of them and then the other half, so that one cannot spoil the rest. */
    private byte[] mark(byte[] file, List<TaskNumber> wanted, BiFunction<Boxes, PlannedTask, List<Edit>> place) {
        var boxes = new Boxes(file, report(file));
        var before = read(file);
        var edits = new LinkedHashMap<TaskNumber, List<Edit>>();
        before.stream()
                .filter(task -> wanted.contains(task.number()))
                .forEach(task -> edits.put(task.number(), place.apply(boxes, task)));
        edits.values().removeIf(List::isEmpty);
        if (edits.isEmpty() || readings > MOST_READINGS) {
            return file;
        }
        byte[] marked =
                Edit.apply(file, edits.values().stream().flatMap(List::stream).toList());
        if (isAsItShould(before, read(marked), edits.keySet())) {
            return marked;
        }
        var all = List.copyOf(edits.keySet());
        int half = all.size() / 2;
        return half == 0 ? file : mark(mark(file, all.subList(0, half), place), all.subList(half, all.size()), place);
    }

    /** The same tasks at the same lines, of which these are done now, and of the others those that were before. */
    private static boolean isAsItShould(List<PlannedTask> before, List<PlannedTask> after, Set<TaskNumber> marked) {
        return before.size() == after.size()
                && IntStream.range(0, before.size()).allMatch(i -> isAsItShould(before.get(i), after.get(i), marked));
    }

    private static boolean isAsItShould(PlannedTask before, PlannedTask after, Set<TaskNumber> marked) {
        return after.number().equals(before.number())
                && after.title().equals(before.title())
                && after.line() == before.line()
                && after.done() == (before.done() || marked.contains(before.number()));
    }

    private PlanReport report(byte[] file) {
        return PlanParser.parse(name, LegibleBytes.of(file), dialect).plan().report();
    }

    private List<PlannedTask> read(byte[] file) {
        readings++;
        return PlanParser.parse(name, LegibleBytes.of(file), dialect).plan().tasks();
    }
}
