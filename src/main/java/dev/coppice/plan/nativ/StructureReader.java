package dev.coppice.plan.nativ;

import dev.coppice.plan.draft.DraftGroup;
import dev.coppice.plan.draft.DraftTask;
import dev.coppice.plan.draft.Structure;
import dev.coppice.plan.finding.Findings;
import dev.coppice.plan.finding.Rule;
import dev.coppice.plan.head.Entry;
import dev.coppice.plan.head.Head;
import dev.coppice.plan.head.HeadReader;
import dev.coppice.plan.head.NumberKey;
import dev.coppice.plan.head.TaskRow;
import dev.coppice.plan.outline.Block;
import dev.coppice.plan.outline.Heading;
import dev.coppice.plan.outline.ListEntry;
import dev.coppice.plan.outline.Outline;
import dev.coppice.plan.outline.Place;
import dev.coppice.plan.outline.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Walks down the outline once and decides what is a group, what is a task, and where each task ends. */
public final class StructureReader {

    private static final int ENTRY_LEVEL = 7;
    private static final Pattern RULE = Pattern.compile(" {0,3}(-{3,}|\\*{3,}|_{3,}) *");

    private final Outline outline;
    private final Findings findings;
    private final Structure structure = new Structure();
    private final OpenGroups open;
    /** What the headings are outside of groups. */
    private final Map<Heading, Head> heads = new HashMap<>();

    private final Set<NumberKey> headed = new HashSet<>();
    private final boolean batchesAreSecondLevel;

    private @Nullable DraftTask current;
    private @Nullable Heading lastHeading;

    private StructureReader(Outline outline, Findings findings, String planTitle) {
        this.outline = outline;
        this.findings = findings;
        this.open = new OpenGroups(structure, findings, planTitle);
        boolean secondLevel = false;
        for (Heading heading : outline.headings()) {
            Head head = HeadReader.read(heading.text(), false);
            heads.put(heading, head);
            if (head instanceof Head.Task task) {
                headed.add(NumberKey.of(task.number()));
            }
            secondLevel |= heading.level() == 2 && head instanceof Head.Group;
        }
        this.batchesAreSecondLevel = secondLevel;
    }

    public static Structure read(Outline outline, List<Table> tables, Findings findings, String planTitle) {
        var reader = new StructureReader(outline, findings, planTitle);
        List<Block> blocks = new ArrayList<>();
        blocks.addAll(outline.headings());
        blocks.addAll(outline.entries());
        blocks.addAll(tables);
        blocks.sort(Comparator.comparingInt(Block::line));
        blocks.forEach(reader::read);
        reader.endTask(outline.source().lines() + 1);
        reader.open.finish(outline.source().lines() + 1);
        return reader.structure;
    }

    private void read(Block block) {
        switch (block) {
            case Heading heading -> {
                readHeading(heading);
                lastHeading = heading;
            }
            case ListEntry entry -> readEntry(entry);
            case Table table -> readTable(table);
        }
    }

    private void readHeading(Heading heading) {
        switch (head(heading)) {
            case Head.Group group -> readGroup(group, heading);
            case Head.Task task -> readTask(task, heading);
            case Head.Unreadable(var number, var certain, var reason) -> {
                structure.ignored.put(heading.line(), reason);
                findings.addUnreadable(heading.line(), certain && !headed.contains(NumberKey.of(number)), reason);
                pass(heading);
            }
            case Head.Other _ -> pass(heading);
        }
    }

    /** What is no head outside of a group may be one inside. */
    private Head head(Heading heading) {
        return switch (heads.getOrDefault(heading, new Head.Other())) {
            case Head.Group group -> group;
            case Head.Task task -> task;
            case Head.Unreadable _, Head.Other _ -> HeadReader.read(heading.text(), open.isInside());
        };
    }

    private void readGroup(Head.Group group, Heading heading) {
        if (current != null && heading.level() > current.level) {
            ignore(heading, "inside task " + current.number + ", and part of it");
        } else if (isTitle(heading)) {
            pass(heading);
        } else if (heading.level() < 2 || heading.level() > 4) {
            wrongLevel(heading, "a group's head has two to four #");
        } else {
            endTask(heading.line());
            open.enter(group, heading);
        }
    }

    private void readTask(Head.Task task, Heading heading) {
        if (isTitle(heading)) {
            ignore(heading, "the title of the document");
            pass(heading);
        } else if (heading.level() == 2 && batchesAreSecondLevel) {
            wrongLevel(heading, "in a plan whose groups have two #, a task's head has three to five");
        } else if (heading.level() < 2 || heading.level() > 5) {
            wrongLevel(heading, "a task's head has three to five #, or two in a plan without groups");
        } else {
            warnIfNested(task, heading);
            endTask(heading.line());
            current = add(DraftTask.Form.HEADING, task, heading.line(), heading.level(), Map.of());
        }
    }

    private void warnIfNested(Head.Task task, Heading heading) {
        if (current != null && heading.level() > current.level) {
            findings.add(
                    Rule.NESTED_TASK,
                    heading.line(),
                    "task " + task.number() + " stands inside task " + current.number + ": read as a task of its own");
        }
    }

    /** The first heading of the document, if it is of the first level, is a title whatever it says. */
    private boolean isTitle(Heading heading) {
        return heading.level() == 1 && heading.equals(outline.headings().getFirst());
    }

    private void wrongLevel(Heading heading, String reason) {
        structure.ignored.put(heading.line(), reason);
        findings.add(Rule.HEAD_LEVEL, heading.line(), reason);
        pass(heading);
    }

    private void ignore(Heading heading, String reason) {
        structure.ignored.put(heading.line(), reason);
        findings.add(Rule.IGNORED_HEAD, heading.line(), "'" + heading.text() + "' is not read as a head: " + reason);
    }

    /** A heading that is no head: it may end the task and the group. */
    private void pass(Heading heading) {
        if (current != null && endsTask(heading, current)) {
            endTask(heading.line());
        }
        if (current == null) {
            structure.foreign.add(heading);
            open.pass(heading);
        }
    }

    private boolean endsTask(Heading heading, DraftTask task) {
        return task.group.isImplicit()
                ? heading.level() < task.level || heading.level() <= 2
                : heading.level() <= task.group.level;
    }

    private void readEntry(ListEntry entry) {
        if (current != null) {
            return;
        }
        String line = outline.source().line(entry.line());
        switch (Entry.read(line, open.isInside())) {
            case Head.Task task
            when headed.contains(NumberKey.of(task.number())) -> structure.summaries.put(entry.line(), task);
            case Head.Task task ->
                add(DraftTask.Form.ENTRY, task, entry.line(), ENTRY_LEVEL, Map.of()).lastLine = entry.lastLine();
            case Head.Unreadable(var _, var certain, var reason) -> {
                structure.ignored.put(entry.line(), reason);
                findings.addUnreadable(entry.line(), certain, reason);
            }
            case Head.Group _, Head.Other _ -> {}
        }
    }

    private void readTable(Table table) {
        boolean underTasks = lastHeading != null
                && lastHeading.text().replaceFirst("[:：]$", "").equalsIgnoreCase("tasks");
        if (current != null
                || !(open.isInside() || underTasks)
                || table.numberColumn() < 0
                || table.titleColumn() < 0) {
            return;
        }
        for (Table.Row row : table.rows()) {
            readRow(table, row);
        }
    }

    private void readRow(Table table, Table.Row row) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(table.columns().size(), row.cells().size()); i++) {
            if (i != table.numberColumn() && i != table.titleColumn()) {
                cells.put(Table.bare(table.columns().get(i)), row.cells().get(i));
            }
        }
        switch (TaskRow.read(table, row)) {
            case Head.Task task
            when headed.contains(NumberKey.of(task.number())) -> structure.summaries.put(row.line(), task);
            case Head.Task task -> add(DraftTask.Form.ROW, task, row.line(), ENTRY_LEVEL, cells);
            case Head.Unreadable(var _, var _, var reason) -> {
                structure.ignored.put(row.line(), reason);
                findings.add(Rule.UNREADABLE_ROW, row.line(), reason);
            }
            case Head.Group _, Head.Other _ -> {}
        }
    }

    private DraftTask add(DraftTask.Form form, Head.Task head, int line, int level, Map<String, String> cells) {
        DraftGroup group = open.of(head, line, level);
        var task = new DraftTask(form, head, line, level, group, cells);
        group.tasks.add(task);
        structure.tasks.add(task);
        return task;
    }

    /** The task ends before a line; blank lines and rules at its end are not part of it. */
    private void endTask(int line) {
        if (current != null) {
            int last = line - 1;
            while (last > current.line && isFiller(last)) {
                last--;
            }
            current.lastLine = last;
            current = null;
        }
    }

    private boolean isFiller(int line) {
        String text = outline.source().line(line);
        return outline.place(line) == Place.OPEN
                && (text.isBlank() || RULE.matcher(text).matches());
    }
}
