package dev.coppice.project;

/** What becomes of a check that fails already where the execution starts, before any task has worked. */
public enum BaselinePolicy {
    /** Nobody looks beforehand. */
    OFF,
    /** It is reported as failed before, and keeps no task from landing. */
    REPORT,
    /** It is reported as failed before, and must pass all the same. */
    BLOCK
}
