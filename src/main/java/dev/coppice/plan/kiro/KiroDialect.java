package dev.coppice.plan.kiro;

import dev.coppice.plan.ParsedPlan;
import dev.coppice.plan.assembly.Dialect;
import dev.coppice.plan.assembly.Reading;
import dev.coppice.plan.checklist.Item;
import dev.coppice.plan.finding.Findings;
import dev.coppice.plan.outline.Outline;
import dev.coppice.plan.outline.PlanSource;
import java.util.List;
import java.util.regex.Pattern;

/** Lists of numbered items with items below them, as Kiro and cc-sdd write them; the items without items below are the tasks. */
public final class KiroDialect implements Dialect {

    public static final String NAME = "kiro";

    private static final Pattern TOP = Pattern.compile("[0-9]{1,9}\\.\\s+\\S.*");
    private static final Pattern REQUIREMENTS = Pattern.compile("\\s*(?:[-*+]\\s+)?_Requirements?:.*");
    private static final int LONGEST = 2_000;

    private final PlanSource source;
    private final List<Item> items;

    /** Of the plan, and of its lines with a box. */
    public KiroDialect(PlanSource source, List<Item> items) {
        this.source = source;
        this.items = items;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean recognises() {
        Outline outline = source.outline();
        return items.stream().anyMatch(item -> TOP.matcher(item.text()).matches())
                && (outline.headings().stream()
                                .anyMatch(heading -> heading.text().equalsIgnoreCase("tasks")
                                        || heading.text().equalsIgnoreCase("implementation plan"))
                        || hasRequirements(outline));
    }

    private static boolean hasRequirements(Outline outline) {
        for (int line = 1; line <= outline.source().lines(); line++) {
            String text = outline.source().line(line);
            if (text.length() <= LONGEST
                    && text.contains("_Requirement")
                    && outline.place(line).isText()
                    && REQUIREMENTS.matcher(text).matches()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public ParsedPlan read(Findings findings) {
        var reader = new KiroReader(source.outline(), items);
        var structure = reader.read();
        return new Reading(source, findings, new KiroManner(source, findings)).ofMarkdown(structure);
    }
}
