package dev.coppice.plan.speckit;

import dev.coppice.plan.ParsedPlan;
import dev.coppice.plan.assembly.Dialect;
import dev.coppice.plan.assembly.Reading;
import dev.coppice.plan.checklist.Checklist;
import dev.coppice.plan.checklist.Draft;
import dev.coppice.plan.checklist.Item;
import dev.coppice.plan.checklist.Sections;
import dev.coppice.plan.draft.DraftTask;
import dev.coppice.plan.draft.Structure;
import dev.coppice.plan.finding.Findings;
import dev.coppice.plan.outline.Heading;
import dev.coppice.plan.outline.Outline;
import dev.coppice.plan.outline.Place;
import dev.coppice.plan.outline.PlanSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Phases of checkboxes that are numbered T001, T002 and so on. */
public final class SpeckitDialect implements Dialect {

    public static final String NAME = "spec-kit";

    private static final int LEAST = 3;
    private static final Pattern BOLD_PHASE =
            Pattern.compile("\\*\\*((?i:phase|week|milestone)\\s[^*]{1,200})\\*\\*:?\\s*");

    private final PlanSource source;
    private final List<Item> boxed;

    public SpeckitDialect(PlanSource source) {
        this.source = source;
        this.boxed = Checklist.items(source.outline(), SpeckitTask.BOXED);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean recognises() {
        return boxed.size() >= LEAST;
    }

    @Override
    public ParsedPlan read(Findings findings) {
        Map<DraftTask, SpeckitTask> tasks = new HashMap<>();
        Structure structure = structure(tasks);
        return new Reading(source, findings, new SpeckitManner(tasks)).ofMarkdown(structure);
    }

    private Structure structure(Map<DraftTask, SpeckitTask> tasks) {
        Outline outline = source.outline();
        List<Item> items = boxed.isEmpty() ? Checklist.items(outline, SpeckitTask.BARE) : boxed;
        var draft = new Draft();
        var sections = new Sections(headings(outline), heading -> heading.level() == 2, draft, source.title());
        for (Item item : items) {
            Optional<SpeckitTask> read = SpeckitTask.of(item);
            if (read.isPresent()) {
                DraftTask task =
                        draft.task(sections.groupAt(item.line()), read.get().head(), item);
                task.parallel = read.get().parallel();
                tasks.put(task, read.get());
            }
        }
        sections.pass(outline.source().lines() + 1);
        return draft.finish(outline.source());
    }

    /** The headings, and bold lines that name a phase. */
    private static List<Heading> headings(Outline outline) {
        List<Heading> all = new ArrayList<>(outline.headings());
        for (int line = 1; line <= outline.source().lines(); line++) {
            String text = outline.source().line(line);
            if (outline.place(line) == Place.OPEN && text.startsWith("**")) {
                Matcher phase = BOLD_PHASE.matcher(text.length() > 500 ? "" : text);
                if (phase.matches()) {
                    all.add(new Heading(2, phase.group(1).strip(), line));
                }
            }
        }
        all.sort(Comparator.comparingInt(Heading::line));
        return all;
    }
}
