package dev.coppice.plan.outline;

/** A heading that is a direct child of the document: its level from 1 to 6 and its text without the marks. */
public record Heading(int level, String text, int line) implements Block {}
