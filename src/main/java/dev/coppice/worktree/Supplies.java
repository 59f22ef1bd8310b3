package dev.coppice.worktree;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What of the user's own a worktree is to have besides a commit's files; none of it ever becomes part of a commit.
 *
 * @param top the user's checkout; empty if there is none to take anything from
 * @param remarks for people: what was not found or not taken, and why
 */
record Supplies(Optional<Path> top, List<Supply> all, List<String> remarks) {

    Supplies {
        all = List.copyOf(all);
        remarks = List.copyOf(remarks);
    }

    static Supplies none() {
        return new Supplies(Optional.empty(), List.of(), List.of());
    }

    List<String> paths() {
        return all.stream().map(Supply::path).toList();
    }

    /** What the worktree's links lead to. */
    List<Path> linked() {
        return all.stream()
                .filter(supply -> supply.manner() == Supply.Manner.LINK)
                .flatMap(supply -> top.map(folder -> folder.resolve(supply.path())).stream())
                .toList();
    }

    /** These, and nothing of what is named; more is to be said of it. */
    Supplies without(List<String> left, List<String> more) {
        var said = new ArrayList<>(remarks);
        said.addAll(more);
        return new Supplies(
                top,
                all.stream().filter(supply -> !left.contains(supply.path())).toList(),
                said);
    }
}
