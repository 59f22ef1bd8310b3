package dev.coppice.worktree;

import dev.coppice.git.Git;
import dev.coppice.git.GitFailure;
import dev.coppice.git.TreeId;
import dev.coppice.task.CommitId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Fixes what lies in a worktree as a tree, without believing anything that was staged, committed or flagged there. */
final class Snapshotter {

    /** The mode of a tree's entry that names a commit of another repository. */
    private static final String GITLINK = "160000";

    private final PooledWorktree worktree;

    Snapshotter(PooledWorktree worktree) {
        this.worktree = worktree;
    }

    WorkSnapshot take(CommitId base) {
        var index = worktree.index().resolveSibling(worktree.index().getFileName() + ".work");
        try {
            worktree.restoreEntry(base);
            // The time stamp goes along: git takes entries as new as their index for suspect and reads those files
            // again.
            Files.copy(
                    worktree.index(), index, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            return take(base, worktree.git(index));
        } catch (IOException e) {
            throw new GitFailure("looking at " + worktree.directory(), String.valueOf(e));
        }
    }

    private WorkSnapshot take(CommitId base, Git git) throws IOException {
        if (!stage(git)) {
            FileTree.makeAccessible(worktree.directory());
            var nested = FileTree.repositoriesBelow(worktree.directory());
            if (!stage(git) && !nested.isEmpty()) {
                return new WorkSnapshot.NestedRepositories(nested);
            }
            git.demand("add", "--all");
        }
        return compare(base, git);
    }

    private static boolean stage(Git git) {
        return git.ask("", "add", "--all").succeeded();
    }

    private static WorkSnapshot compare(CommitId base, Git git) {
        String[] line = {"diff-index", "--cached", "--raw", "-z", "--no-renames", "--ignore-submodules=none", base.sha()
        };
        var fields = git.demandAnswer("", line).fields();
        var paths = new ArrayList<String>();
        var nested = new ArrayList<String>();
        for (int at = 0; at + 1 < fields.size(); at += 2) {
            boolean isRepository = newMode(fields.get(at)).equals(GITLINK);
            (isRepository ? nested : paths).add(fields.get(at + 1));
        }
        return result(paths, nested, git);
    }

    private static WorkSnapshot result(List<String> paths, List<String> nested, Git git) {
        if (!nested.isEmpty()) {
            return new WorkSnapshot.NestedRepositories(nested);
        }
        return paths.isEmpty()
                ? new WorkSnapshot.Unchanged()
                : new WorkSnapshot.Changed(new TreeId(git.demand("write-tree")), paths);
    }

    /** A raw line reads {@code :<old mode> <new mode> <old name> <new name> <what>}. */
    private static String newMode(String raw) {
        return raw.split(" ", -1)[1];
    }
}
