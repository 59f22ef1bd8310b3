package dev.coppice.worktree;

import dev.coppice.git.Git;
import dev.coppice.git.TreeId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a git that was killed on its way from one commit to another leaves: each path is as it was before or as it is to be after, but for
 * those that it was just writing. Such a one is gone, or holds the beginning of what it is to hold; whoever did that, nothing is lost.
 */
record HalfDoneMove(Git git, Journal.Move move) {

    boolean isThatOf(TreeId tree) {
        var after = TreeChange.between(git, tree.sha(), move.to().sha()).stream()
                .collect(Collectors.toMap(TreeChange::path, Function.identity()));
        return TreeChange.between(git, move.from().sha(), tree.sha()).stream()
                .filter(change -> after.containsKey(change.path()))
                .allMatch(change -> isUnfinished(change, after));
    }

    private boolean isUnfinished(TreeChange found, Map<String, TreeChange> after) {
        var goal = after.get(found.path());
        if (goal == null || found.isGone()) {
            return true;
        }
        return !found.isSubmoduleNow()
                && !goal.isGone()
                && !goal.isSubmoduleNow()
                && isBeginning(blob(found.newObject()), blob(goal.newObject()));
    }

    private byte[] blob(String object) {
        return git.demandAnswer("", "cat-file", "blob", object).output();
    }

    static boolean isBeginning(byte[] part, byte[] whole) {
        return part.length <= whole.length && Arrays.equals(part, 0, part.length, whole, 0, part.length);
    }

    /** What only the goal has, where nothing was before. */
    List<TreeChange> additions() {
        return TreeChange.between(git, move.from().sha(), move.to().sha()).stream()
                .filter(TreeChange::isNew)
                .toList();
    }
}
