package dev.coppice.plan.assembly;

import dev.coppice.plan.ParsedPlan;
import dev.coppice.plan.finding.Findings;

/** One way of writing plans in Markdown, held against one plan: what it finds out to recognise the plan it need not read again. */
public interface Dialect {

    String name();

    /** Whether the plan bears the marks of this dialect. */
    boolean recognises();

    /** Whether a plan that bears the marks of no dialect is most likely one of this. */
    default boolean resembles() {
        return false;
    }

    /** Reads the plan, once. */
    ParsedPlan read(Findings findings);
}
