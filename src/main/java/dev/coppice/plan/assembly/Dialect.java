package dev.coppice.plan.assembly;

import dev.coppice.plan.ParsedPlan;
import dev.coppice.plan.finding.Findings;
import dev.coppice.plan.outline.PlanSource;

/** One way of writing plans in Markdown. */
public interface Dialect {

    String name();

    /** Whether a plan bears the marks of this dialect. */
    boolean recognises(PlanSource source);

    /** Whether a plan that bears the marks of no dialect is most likely one of this. */
    default boolean resembles(PlanSource source) {
        return false;
    }

    ParsedPlan read(PlanSource source, Findings findings);
}
