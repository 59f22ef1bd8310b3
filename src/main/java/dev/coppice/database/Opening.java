package dev.coppice.database;

/** What an attempt to open a data folder came to. */
public sealed interface Opening {

    record Opened(DataFolder folder) implements Opening {}

    /** Another process has it; the pid is 0 if that process did not get as far as naming itself. */
    record Owned(long pid, String command) implements Opening {}

    /** The folder cannot be made, read or written. */
    record Unusable(String reason) implements Opening {}
}
