package dev.coppice.worker;

/** What a step of an attempt came to. */
sealed interface Step {

    /** The attempt is at its end. */
    record Over(Outcome outcome) implements Step {}

    /** The work cannot land as it is. */
    record Objected(Objection objection) implements Step {}

    static Step over(Outcome outcome) {
        return new Over(outcome);
    }
}
