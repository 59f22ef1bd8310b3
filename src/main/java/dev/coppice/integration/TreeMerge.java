package dev.coppice.integration;

import dev.coppice.git.CommitMessage;
import dev.coppice.git.Git;
import dev.coppice.git.GitRepository;
import dev.coppice.git.Ground;
import dev.coppice.git.TreeId;
import dev.coppice.task.CommitId;
import java.nio.file.Path;
import java.util.List;

/** Merges a task's tree with the tip of the result, in the object store alone. */
final class TreeMerge {

    private final GitRepository repository;
    private final Git git;

    /** Git takes attributes (merge drivers among them) from the files of the worktree, and from nowhere else. */
    TreeMerge(GitRepository repository, Path worktree) {
        this.repository = repository;
        this.git = repository
                .git()
                .in(worktree)
                .with("GIT_WORK_TREE", worktree.toString())
                .with("GIT_INDEX_FILE", worktree.resolveSibling("no-index").toString());
    }

    Merge prepare(CommitId base, CommitId tip, TreeId work, CommitMessage message) {
        var tipTree = repository.history().treeOf(tip);
        if (tip.equals(base)) {
            return ready(work, tip, tipTree, message);
        }
        // As the base's child the work makes git find the base by itself; naming it needs a later git than we ask for.
        var workCommit = repository.objects().commit(work, base, message);
        String[] line = {"merge-tree", "--write-tree", "-z", "--name-only", "--no-messages", tip.sha(), workCommit.sha()
        };
        var answer = git.ask("", line);
        return switch (answer.code()) {
            case 0 -> ready(new TreeId(answer.fields().get(0)), tip, tipTree, message);
            case 1 ->
                new Merge.Conflicted(
                        conflicts(answer.fields()), new TreeId(answer.fields().get(0)));
            default -> throw git.failure(answer, line);
        };
    }

    private Merge ready(TreeId tree, CommitId tip, TreeId tipTree, CommitMessage message) {
        return tree.equals(tipTree)
                ? new Merge.AlreadyContained()
                : new Merge.Ready(repository.objects().commit(tree, tip, message), new Ground(tip, tree));
    }

    /** The first field is the tree with the conflicts in it, the others are the paths, each once. */
    private static List<String> conflicts(List<String> fields) {
        return fields.stream()
                .skip(1)
                .takeWhile(path -> !path.isEmpty())
                .distinct()
                .toList();
    }
}
