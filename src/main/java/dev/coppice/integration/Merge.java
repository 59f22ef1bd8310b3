package dev.coppice.integration;

import dev.coppice.git.TreeId;
import dev.coppice.task.CommitId;
import java.util.List;

/** What became of putting a task's work on the tip of the result. No ref has moved. */
public sealed interface Merge {

    /** A single commit on top of the tip. On a moved tip, its tree is one that nobody has verified yet. */
    record Ready(CommitId landing, TreeId tree, boolean onMovedTip) implements Merge {}

    /** The work and what landed meanwhile change the same places; the tree has both, between markers where they are texts. */
    record Conflicted(List<String> paths, TreeId tree) implements Merge {

        public Conflicted {
            paths = List.copyOf(paths);
        }
    }

    /** The result has all of the work already. */
    record AlreadyContained() implements Merge {}
}
