package dev.coppice.worktree;

import dev.coppice.files.FileTree;
import dev.coppice.git.Git;
import dev.coppice.git.GitAnswer;
import dev.coppice.git.GitFailure;
import dev.coppice.git.TreeId;
import dev.coppice.task.CommitId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Fixes what lies in a worktree as a tree, without believing anything that was staged, committed or flagged there. */
final class Snapshotter {

    private final PooledWorktree worktree;
    private final List<String> left;

    /** What lies at the {@code left} paths is not part of the work, whatever ignores it or not. */
    Snapshotter(PooledWorktree worktree, List<String> left) {
        this.worktree = worktree;
        this.left = List.copyOf(left);
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
        if (!stage(git).succeeded()) {
            FileTree.makeAccessible(worktree.directory());
            var nested = FileTree.repositoriesBelow(worktree.directory());
            var answer = stage(git);
            if (!answer.succeeded() && !nested.isEmpty()) {
                return new WorkSnapshot.NestedRepositories(nested);
            }
            if (!answer.succeeded()) {
                throw git.failure(answer, "add", "--all");
            }
        }
        return compare(base, git);
    }

    /** Where not all files are checked out, those outside count as well if they are there. */
    private GitAnswer stage(Git git) {
        var excluded = notIgnored(git);
        if (excluded.isEmpty()) {
            return git.ask("", "add", "--all", "--sparse");
        }
        var specs = Stream.concat(Stream.of(":(top)"), excluded.stream().map(path -> ":(exclude,top,literal)" + path));
        String[] line = {"add", "--all", "--sparse", "--pathspec-from-file=-", "--pathspec-file-nul"};
        return git.ask(specs.collect(Collectors.joining("\0")), line);
    }

    /** Those of the paths to be left that git would add; to exclude an ignored one is an error to it. */
    private List<String> notIgnored(Git git) {
        if (left.isEmpty()) {
            return List.of();
        }
        var line = Stream.concat(
                        Stream.of("ls-files", "--others", "--exclude-standard", "-z", "--"),
                        left.stream().map(path -> ":(top,literal)" + path))
                .toArray(String[]::new);
        var files = git.demandAnswer("", line).fields();
        return left.stream()
                .filter(path -> files.stream().anyMatch(file -> file.equals(path) || file.startsWith(path + "/")))
                .toList();
    }

    private WorkSnapshot compare(CommitId base, Git git) {
        var paths = new ArrayList<String>();
        var nested = new ArrayList<String>();
        var submodules = new ArrayList<>(uncommitted(git));
        for (var change : TreeChange.ofIndex(git, base.sha())) {
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
