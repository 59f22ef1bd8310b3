package dev.coppice.worktree;

import dev.coppice.task.CommitId;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a change from one commit to another would meet in the user's checkout. Git looks too, and refuses; looking before it does lets
 * Coppice name what is in the way, and know that what arrives in the middle of a move was not there before.
 */
record Obstacles(Path top, List<TreeChange> changes) {

    Optional<String> sentence(CommitId to) {
        var submodule = changes.stream().filter(this::touchesSubmodule).findFirst();
        if (submodule.isPresent()) {
            return Optional.of("the submodule " + RawName.text(submodule.get().path()) + " is something else in "
                    + to.abbreviated() + "; Coppice does not change submodules");
        }
        var inTheWay = inTheWay();
        return inTheWay.isEmpty()
                ? Optional.empty()
                : Optional.of("files that git does not track are in the way of " + to.abbreviated() + ": "
                        + RawName.listed(inTheWay) + "; move them");
    }

    /**
     * Git removes a submodule with all its branches and files, without a word, where a file or a link takes its place, and writes into it
     * where something new lies below it. One that is merely gone it leaves.
     */
    private boolean touchesSubmodule(TreeChange change) {
        return change.isOfSubmodule() || (change.wasSubmodule() && !change.isGone()) || isBelowRepository(change);
    }

    private boolean isBelowRepository(TreeChange change) {
        return RawName.below(top, change.path())
                .filter(this::hasRepositoryAbove)
                .isPresent();
    }

    private boolean hasRepositoryAbove(Path path) {
        for (var above = path.getParent(); above != null && !above.equals(top); above = above.getParent()) {
            if (Files.exists(above.resolve(".git"), LinkOption.NOFOLLOW_LINKS)) {
                return true;
            }
        }
        return false;
    }

    private List<String> inTheWay() {
        var before = new TreeSet<String>();
        changes.stream().filter(change -> !change.isNew()).forEach(change -> before.add(change.path()));
        return changes.stream()
                .filter(TreeChange::isNew)
                .map(TreeChange::path)
                .filter(path -> isThere(path) && !isFolderIn(before, path))
                .toList();
    }

    /** A folder that gives way to a file: what else is in it, git looks at. */
    private static boolean isFolderIn(TreeSet<String> before, String path) {
        var first = before.ceiling(path + "/");
        return first != null && first.startsWith(path + "/");
    }

    private boolean isThere(String raw) {
        return RawName.below(top, raw)
                .filter(path -> Files.exists(path, LinkOption.NOFOLLOW_LINKS))
                .isPresent();
    }
}
