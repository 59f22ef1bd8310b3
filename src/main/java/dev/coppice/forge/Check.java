package dev.coppice.forge;

/** What some machine says of a commit; the name is for people and may be anything. */
public record Check(String name, Outcome outcome) {

    public enum Outcome {
        PENDING,
        PASSED,
        FAILED
    }
}
