package dev.coppice.plan;

/** One way of writing plans in Markdown. */
interface Dialect {

    String name();

    /** Whether a plan bears the marks of this dialect. */
    boolean recognises(PlanSource source);

    ParsedPlan read(PlanSource source, Findings findings);
}
