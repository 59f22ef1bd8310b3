package dev.coppice.plan;

/** What a line of the plan is part of, by CommonMark. */
enum Place {
    OPEN,
    LIST,
    QUOTE,
    FENCE,
    INDENTED_CODE,
    HTML,
    COMMENT,
    FRONT_MATTER;

    /** Whether the line is text that a reader sees as text, so that a field may stand in it. */
    boolean isText() {
        return this == OPEN || this == LIST;
    }
}
