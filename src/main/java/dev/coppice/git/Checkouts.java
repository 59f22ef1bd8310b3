package dev.coppice.git;

import dev.coppice.task.BranchName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads from {@code git worktree list} where a branch is checked out. */
final class Checkouts {

    private static final String PLACE = "worktree ";
    private static final String BRANCH = "branch ";

    private Checkouts() {}

    static List<Path> of(Git git, BranchName branch) {
        var found = new ArrayList<Path>();
        String place = "";
        for (String line :
                git.demandAnswer("", "worktree", "list", "--porcelain", "-z").fields()) {
            if (line.startsWith(PLACE)) {
                place = line.substring(PLACE.length());
            } else if (line.equals(BRANCH + branch.name())) {
                found.add(Path.of(place));
            }
        }
        return List.copyOf(found);
    }

    /** A rebase leaves HEAD on no branch, and expects to find its branch at the end where it was at the beginning. */
    static boolean isBeingRebased(Path commonDirectory, BranchName branch) {
        try (var linked = Files.isDirectory(commonDirectory.resolve("worktrees"))
                ? Files.list(commonDirectory.resolve("worktrees"))
                : Stream.<Path>empty()) {
            return Stream.concat(Stream.of(commonDirectory), linked)
                    .flatMap(place -> Stream.of("rebase-merge", "rebase-apply").map(place::resolve))
                    .map(rebase -> rebase.resolve("head-name"))
                    .anyMatch(file -> names(file, branch));
        } catch (IOException e) {
            throw new GitFailure("looking for rebases below " + commonDirectory, String.valueOf(e));
        }
    }

    private static boolean names(Path file, BranchName branch) {
        try {
            return Files.readString(file).strip().equals(branch.name());
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }
}
