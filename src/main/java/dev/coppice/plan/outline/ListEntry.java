package dev.coppice.plan.outline;

/** An entry of a list that is a direct child of the document, with its first and its last line. */
public record ListEntry(int line, int lastLine) implements Block {}
