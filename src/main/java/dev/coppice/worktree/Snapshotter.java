package dev.coppice.worktree;

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

    /** The mode of a tree's entry that names a commit of another repository. */
    private static final String GITLINK = "160000";

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
