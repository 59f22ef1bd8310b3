package dev.coppice.plan.assembly;

import dev.coppice.plan.ParsedPlan;
import dev.coppice.plan.finding.Findings;
import dev.coppice.plan.outline.PlanSource;

/** One way of writing plans in Markdown. */
public interface Dialect {

    String name();

    /** Whether a plan bears the marks of this dialect. */
    boolean recognises(PlanSource source);

    ParsedPlan read(PlanSource source, Findings findings);
}
