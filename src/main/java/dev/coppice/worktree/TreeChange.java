package dev.coppice.worktree;

import dev.coppice.git.Git;
import dev.coppice.task.CommitId;
import java.util.ArrayList;
import java.util.List;

/** One path that differs between two commits, or between a commit and an index; named as git's raw output does. */
record TreeChange(String oldMode, String newMode, String oldObject, String newObject, String path) {

    /** The mode of a tree's entry that names a commit of another repository. */
    private static final String GITLINK = "160000";

    private static final String NONE = "000000";

    static List<TreeChange> between(Git git, CommitId from, CommitId to) {
        return between(git, from.sha(), to.sha());
    }

    /** Of commits or trees. */
    static List<TreeChange> between(Git git, String from, String to) {
        return parse(git.demandAnswer("", "diff-tree", "-r", "-z", "--raw", "--no-renames", "--no-abbrev", from, to)
                .rawFields());
    }

    /** Of a commit or tree, and the index. */
    static List<TreeChange> ofIndex(Git git, String against) {
        String[] line = {
            "diff-index", "--cached", "--raw", "-z", "--no-renames", "--no-abbrev", "--ignore-submodules=none", against
        };
        return parse(git.demandAnswer("", line).rawFields());
    }

    /** A raw line reads {@code :<old mode> <new mode> <old name> <new name> <what>}, and the path follows it. */
    private static List<TreeChange> parse(List<String> fields) {
        var changes = new ArrayList<TreeChange>();
        for (int at = 0; at + 1 < fields.size(); at += 2) {
            var part = fields.get(at).substring(1).split(" ", -1);
            changes.add(new TreeChange(part[0], part[1], part[2], part[3], fields.get(at + 1)));
        }
        return changes;
    }

    boolean isGone() {
        return newMode.equals(NONE);
    }

    boolean isNew() {
        return oldMode.equals(NONE);
    }

    /** The same submodule at another commit: git would change the record and not the submodule's files. */
    boolean isOfSubmodule() {
        return oldMode.equals(GITLINK) && newMode.equals(GITLINK);
    }

    boolean wasSubmodule() {
        return oldMode.equals(GITLINK);
    }

    /** The commit of the other repository, if {@link #isSubmoduleNow}. */
    CommitId newCommit() {
        return new CommitId(newObject);
    }

    /** Another repository is there now, or another commit of it. */
    boolean isSubmoduleNow() {
        return newMode.equals(GITLINK);
    }
}
