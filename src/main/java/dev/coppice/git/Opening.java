package dev.coppice.git;

/** What became of opening a repository. */
public sealed interface Opening {

    record Opened(GitRepository repository) implements Opening {}

    /** Coppice cannot work on it; the reason says what to do. */
    record Refused(String reason) implements Opening {}
}
