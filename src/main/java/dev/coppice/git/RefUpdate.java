package dev.coppice.git;

/** How a ref transaction ended. */
public sealed interface RefUpdate {

    record Applied() implements RefUpdate {}

    /** A ref was not where the transaction expected it; nothing has changed. */
    record Refused(String reason) implements RefUpdate {}

    /** Another git has one of the refs locked, or was killed while it had; nothing has changed, and nothing was learned. */
    record Locked(String reason) implements RefUpdate {}
}
