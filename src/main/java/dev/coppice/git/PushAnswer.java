package dev.coppice.git;

/** How a push ended; unless it is {@link Pushed}, nothing was changed over there. Reasons are for people and hold no secrets. */
public sealed interface PushAnswer {

    record Pushed() implements PushAnswer {}

    /** The branch was not where it was expected, or somebody else was at it. */
    record Moved(String reason) implements PushAnswer {}

    /** The user's own hook, or the other side, does not want it. */
    record Refused(String reason) implements PushAnswer {}

    /** The other side could not be asked, or did not answer. */
    record NotReached(String reason) implements PushAnswer {}
}
