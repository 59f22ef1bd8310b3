package dev.coppice.integration;

/** How an interrupted landing stands, and, unless it is unclear, will stay. */
public sealed interface Standing {

    /** The result is at the landing, and so is the fence. */
    record Happened() implements Standing {}

    /** The result is where it was, and the fence refuses the landing for ever. */
    record NotHappened() implements Standing {}

    /** Not to be told yet, because a git that may live has the refs locked; nothing was changed, look again later. */
    record Unclear(String detail) implements Standing {}

    /** Neither; a person has to look before anything else lands. */
    record Surprise(String detail) implements Standing {}
}
