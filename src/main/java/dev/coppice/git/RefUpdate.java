package dev.coppice.git;

/** How a ref transaction ended. */
public sealed interface RefUpdate {

    record Applied() implements RefUpdate {}

    /** A ref was not where the transaction expected it; nothing has changed. */
    record Refused(String reason) implements RefUpdate {}
}
