package dev.coppice.plan;

/** An entry of a list that is a direct child of the document, with its first and its last line. */
record ListEntry(int line, int lastLine) implements Block {}
