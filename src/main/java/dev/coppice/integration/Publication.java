package dev.coppice.integration;

import dev.coppice.task.CommitId;

/** What became of the branch that follows a result. */
public sealed interface Publication {

    record Moved(CommitId to) implements Publication {}

    record Unchanged() implements Publication {}

    /** It could not be moved without hurting somebody. */
    record LeftAlone(String reason) implements Publication {}
}
