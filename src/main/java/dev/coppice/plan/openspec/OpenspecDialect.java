package dev.coppice.plan.openspec;

import dev.coppice.plan.ParsedPlan;
import dev.coppice.plan.assembly.Dialect;
import dev.coppice.plan.assembly.Reading;
import dev.coppice.plan.checklist.Draft;
import dev.coppice.plan.checklist.FreeNumbers;
import dev.coppice.plan.checklist.Item;
import dev.coppice.plan.checklist.ItemTitle;
import dev.coppice.plan.checklist.Sections;
import dev.coppice.plan.draft.DraftGroup;
import dev.coppice.plan.draft.Structure;
import dev.coppice.plan.finding.Findings;
import dev.coppice.plan.outline.Heading;
import dev.coppice.plan.outline.Outline;
import dev.coppice.plan.outline.PlanSource;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Headings with a number, and every checkbox below them is a task, in the order of the document. */
public final class OpenspecDialect implements Dialect {

    public static final String NAME = "openspec";

    private static final Pattern NUMBER = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9}){1,7}[A-Za-z]?)[.):：]?\\s+(.+)");
    private static final Pattern GROUP = Pattern.compile("[0-9]{1,4}[.)]\\s+\\S.*");

    private final PlanSource source;
    private final List<Item> items;

    /** Of the plan, and of its lines with a box. */
    public OpenspecDialect(PlanSource source, List<Item> items) {
        this.source = source;
        this.items = items;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Checkboxes in a section with a number. */
    @Override
    public boolean recognises() {
        List<Heading> headings = source.outline().headings();
        int next = 0;
        boolean numbered = false;
        for (Item item : items) {
            while (next < headings.size() && headings.get(next).line() < item.line()) {
                Heading heading = headings.get(next++);
                numbered = heading.level() <= 2
                        ? heading.level() == 2 && GROUP.matcher(heading.text()).matches()
                        : numbered;
            }
            if (numbered) {
                return true;
            }
        }
        return false;
    }

    /** Checkboxes with numbers of their own. */
    @Override
    public boolean resembles() {
        return items.stream()
                .anyMatch(item ->
                        item.indent() == 0 && NUMBER.matcher(item.text()).matches());
    }

    @Override
    public ParsedPlan read(Findings findings) {
        var reading = new Reading(source, findings, new OpenspecManner());
        return reading.ofMarkdown(structure());
    }

    private Structure structure() {
        Outline outline = source.outline();
        var numbers = new FreeNumbers();
        items.forEach(item -> {
            Matcher number = NUMBER.matcher(item.text());
            if (number.matches()) {
                numbers.take(number.group(1));
            }
        });
        var draft = new Draft();
        var sections = new Sections(outline.headings(), heading -> heading.level() > 1, draft, source.title());
        for (Item item : items) {
            DraftGroup group = sections.groupAt(item.line());
            group.imposedMode = "sequential";
            Matcher number = NUMBER.matcher(item.text());
            if (number.matches()) {
                draft.task(group, ItemTitle.of(number.group(2), item.box()).head(number.group(1), item.box()), item);
            } else {
                String free = numbers.next(group, draft.structure());
                draft.task(group, ItemTitle.of(item.text(), item.box()).head(free, item.box()), item);
            }
        }
        sections.pass(outline.source().lines() + 1);
        return draft.finish(outline.source());
    }
}
