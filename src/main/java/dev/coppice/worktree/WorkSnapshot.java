package dev.coppice.worktree;

import dev.coppice.git.TreeId;
import java.util.List;

/** What became of a worktree, against the commit that it started from. */
public sealed interface WorkSnapshot {

    /** The same tree as before, whatever commits were made on the way. */
    record Unchanged() implements WorkSnapshot {}

    /** All that is not ignored, as a tree. */
    record Changed(TreeId tree, List<String> paths) implements WorkSnapshot {

        public Changed {
            paths = List.copyOf(paths);
        }
    }

    /** Folders are git repositories of their own; their files would be left out of any commit, so there is none. */
    record NestedRepositories(List<String> paths) implements WorkSnapshot {

        public NestedRepositories {
            paths = List.copyOf(paths);
        }
    }

    /** Submodules were changed in a way that cannot land: their commits and files would be in this worktree alone. */
    record SubmodulesChanged(List<String> reasons) implements WorkSnapshot {

        public SubmodulesChanged {
            reasons = List.copyOf(reasons);
        }
    }
}
