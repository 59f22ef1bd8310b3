package dev.coppice.integration;

import dev.coppice.task.CommitId;

/** What became of putting a commit of marks on a result. */
public sealed interface Marking {

    /** The result is at that commit, since now or since an earlier try. */
    record Marked(CommitId commit) implements Marking {}

    /** The result is not where it is known to be; nothing was moved. */
    record Elsewhere(String detail) implements Marking {}
}
