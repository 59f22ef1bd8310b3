package dev.coppice.plan;

/** A part of the outline that may matter to the structure. */
sealed interface Block permits Heading, ListEntry, Table {

    int line();
}
