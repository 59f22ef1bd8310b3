package dev.coppice.worktree;

import dev.coppice.git.TreeId;
import dev.coppice.task.CommitId;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What lies in the user's own index. What somebody has staged and then changed is nowhere else, so it is kept before an index of ours takes
 * the place of theirs. An index that git cannot read holds nothing.
 */
final class StagedWork {

    private final UserCheckout checkout;
    private final StayFolder folder;

    StagedWork(UserCheckout checkout, StayFolder folder) {
        this.checkout = checkout;
        this.folder = folder;
    }

    /** Whether the index is that of one end of the move. Git replaces its index in one go, so in the middle of a move it is the old one. */
    boolean isOf(Journal.Move move) {
        return !isReadable()
                || TreeChange.ofIndex(checkout.git(), move.from().sha()).isEmpty()
                || TreeChange.ofIndex(checkout.git(), move.to().sha()).isEmpty();
    }

    /** The files with everything staged laid over them that is neither in the files nor in one of the commits; empty if there is none. */
    Optional<TreeId> beyond(TreeId files, Collection<CommitId> known) throws IOException {
        if (!isReadable()) {
            return Optional.empty();
        }
        var staged = entriesBeyond(files.sha());
        known.forEach(
                commit -> staged.keySet().retainAll(entriesBeyond(commit.sha()).keySet()));
        var ignored = folder.ignored();
        staged.values().removeIf(change -> change.isNew() && ignored.cover(change.path()));
        var present = present(staged.values());
        staged.values().removeIf(change -> !present.contains(change.newObject()));
        return staged.isEmpty() ? Optional.empty() : Optional.of(laidOver(files, staged.values()));
    }

    private boolean isReadable() {
        return Files.isRegularFile(checkout.index())
                && checkout.git().ask("", "ls-files", "--unmerged", "-z").succeeded();
    }

    private Map<String, TreeChange> entriesBeyond(String tree) {
        return TreeChange.ofIndex(checkout.git(), tree).stream()
                .filter(change -> !change.isGone() && !change.isSubmoduleNow())
                .collect(Collectors.toMap(TreeChange::path, Function.identity(), (one, _) -> one, TreeMap::new));
    }

    private TreeId laidOver(TreeId files, Collection<TreeChange> staged) throws IOException {
        var git = checkout.git(folder.freshScratch("staged"));
        var lines = staged.stream().map(StagedWork::line).collect(Collectors.joining());
        git.demand("read-tree", files.sha());
        git.demandAnswer(lines, "update-index", "-z", "--index-info");
        return new TreeId(git.demand("write-tree"));
    }

    private static String line(TreeChange change) {
        return change.newMode() + " " + change.newObject() + "\t" + RawName.text(change.path()) + '\0';
    }

    /** An index may name what is in no repository; no tree can be made of that. */
    private Set<String> present(Collection<TreeChange> staged) {
        var names = staged.stream().map(TreeChange::newObject).collect(Collectors.joining("\n"));
        return checkout.git()
                .demandAnswer(names, "cat-file", "--batch-check=%(objectname)")
                .text()
                .lines()
                .filter(line -> !line.endsWith(" missing"))
                .collect(Collectors.toSet());
    }
}
