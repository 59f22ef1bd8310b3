package dev.coppice.integration;

import dev.coppice.git.Ground;
import dev.coppice.git.TreeId;
import dev.coppice.task.CommitId;
import java.util.List;

/** What became of putting a task's work on the tip of the result. No ref has moved. */
public sealed interface Merge {

    /** A single commit with the ground's files on top of its base, the tip. */
    record Ready(CommitId landing, Ground ground) implements Merge {

        public TreeId tree() {
            return ground.tree();
        }
    }

    /** The work and what landed meanwhile change the same places; the tree has both, between markers where they are texts. */
    record Conflicted(List<String> paths, TreeId tree) implements Merge {

        public Conflicted {
            paths = List.copyOf(paths);
        }
    }

    /** The result has all of the work already. */
    record AlreadyContained() implements Merge {}
}
