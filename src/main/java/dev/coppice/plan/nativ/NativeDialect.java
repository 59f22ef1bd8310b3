package dev.coppice.plan.nativ;

import dev.coppice.plan.ParsedPlan;
import dev.coppice.plan.assembly.Dialect;
import dev.coppice.plan.assembly.Reading;
import dev.coppice.plan.finding.Findings;
import dev.coppice.plan.outline.PlanSource;

/** Batches of tasks with headings, and its variants: tasks as entries of a list, or as rows of a table. */
public final class NativeDialect implements Dialect {

    public static final String NAME = "native";

    private final PlanSource source;
    private final HeadedTasks tasks;

    public NativeDialect(PlanSource source, HeadedTasks tasks) {
        this.source = source;
        this.tasks = tasks;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean recognises() {
        return !tasks.isEmpty() && !tasks.areSteps();
    }

    @Override
    public ParsedPlan read(Findings findings) {
        return new Reading(source, findings, new NativeManner()).ofMarkdown(tasks.handOver(findings));
    }
}
