package dev.coppice.integration;

/** How the landing's ref transaction ended. */
public sealed interface Move {

    record Moved() implements Move {}

    /** The result or the fence was not where it was expected, or is locked by another; nothing has changed. */
    record Refused(String reason) implements Move {}
}
