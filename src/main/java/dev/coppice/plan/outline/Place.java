package dev.coppice.plan.outline;

/** What a line of the plan is part of, by CommonMark. */
public enum Place {
    OPEN,
    LIST,
    QUOTE,
    FENCE,
    INDENTED_CODE,
    HTML,
    COMMENT,
    FRONT_MATTER;

    /** Whether the line is text that a reader sees as text, so that a field may stand in it. */
    public boolean isText() {
        return this == OPEN || this == LIST;
    }
}
