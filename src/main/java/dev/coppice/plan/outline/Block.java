package dev.coppice.plan.outline;

/** A part of the outline that may matter to the structure. */
public sealed interface Block permits Heading, ListEntry, Table {

    int line();
}
