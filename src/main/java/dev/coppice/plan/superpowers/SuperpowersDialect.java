package dev.coppice.plan.superpowers;

import dev.coppice.plan.ParsedPlan;
import dev.coppice.plan.assembly.Dialect;
import dev.coppice.plan.assembly.Reading;
import dev.coppice.plan.finding.Findings;
import dev.coppice.plan.nativ.HeadedTasks;
import dev.coppice.plan.outline.PlanSource;
import java.util.regex.Pattern;

/** Tasks with whole numbers, one after the other, each with steps to check off; phases, parts or chunks around them. */
public final class SuperpowersDialect implements Dialect {

    public static final String NAME = "superpowers";

    private static final Pattern DOTTED = Pattern.compile("(?i)(?:\\[.] *)?Task [0-9]{1,9}\\.[0-9]");

    private final PlanSource source;
    private final HeadedTasks tasks;

    public SuperpowersDialect(PlanSource source, HeadedTasks tasks) {
        this.source = source;
        this.tasks = tasks;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean recognises() {
        return tasks.areSteps()
                && source.outline().headings().stream()
                        .noneMatch(heading -> DOTTED.matcher(heading.text()).lookingAt());
    }

    @Override
    public ParsedPlan read(Findings findings) {
        return new Reading(source, findings, new SuperpowersManner()).ofMarkdown(tasks.handOver(findings));
    }
}
