package dev.coppice.plan;

/** What a task says it does to a file. */
public enum FileVerb {
    CREATE,
    MODIFY,
    DELETE,
    READ,
    TEST,
    UNSTATED
}
