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
        worktree.submodules().relink();
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

    private WorkSnapshot compare(CommitId base, Git git) {
        var paths = new ArrayList<String>();
        var nested = new ArrayList<String>();
        var submodules = new ArrayList<>(uncommitted(git));
        for (var change : TreeChange.ofIndex(git, base)) {
            String name = RawName.text(change.path());
            if (!change.isSubmoduleNow() || worktree.submodules().mayBeAt(change.path(), change.newCommit())) {
                paths.add(name);
            } else if (worktree.submodules().isOne(change.path())) {
                submodules.add(name + " is at a commit that your own clone of it does not have, "
                        + change.newCommit().abbreviated());
            } else {
                nested.add(name);
            }
        }
        if (!nested.isEmpty()) {
            return new WorkSnapshot.NestedRepositories(nested);
        }
        return submodules.isEmpty() ? result(paths, git) : new WorkSnapshot.SubmodulesChanged(submodules);
    }

    private static WorkSnapshot result(List<String> paths, Git git) {
        return paths.isEmpty()
                ? new WorkSnapshot.Unchanged()
                : new WorkSnapshot.Changed(new TreeId(git.demand("write-tree")), paths);
    }

    /**
     * Whatever still differs after all was staged are files of a submodule. What counts as a difference there, its {@code ignore} setting
     * says. Each field reads {@code <staged><unstaged> <path>}.
     */
    private List<String> uncommitted(Git git) {
        if (!worktree.submodules().areThere()) {
            return List.of();
        }
        return git
                .demandAnswer("", "status", "--porcelain", "--no-renames", "--untracked-files=normal", "-z")
                .rawFields()
                .stream()
                .filter(field -> field.charAt(1) != ' ')
                .map(field -> field.substring(3))
                .filter(worktree.submodules()::isOne)
                .map(path -> RawName.text(path) + " has changed files that are in no commit of it")
                .toList();
    }
}
