package dev.coppice.git;

import dev.coppice.task.BranchName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What git keeps about checkouts: where each is, and which branch it has. */
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

    /**
     * Whether any checkout's HEAD may name the ref; without a process, and true where that cannot be told from the files. Does not see
     * rebases, which leave HEAD on no branch.
     */
    static boolean mayHave(Path commonDirectory, RefName ref) {
        if (Files.exists(commonDirectory.resolve("reftable"))) {
            return true;
        }
        try {
            return places(commonDirectory).stream().anyMatch(place -> mayName(place.resolve("HEAD"), ref));
        } catch (IOException | DirectoryIteratorException e) {
            return true;
        }
    }

    private static boolean mayName(Path head, RefName ref) {
        try {
            return Files.isSymbolicLink(head) || Files.readString(head).strip().equals("ref: " + ref.name());
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException | UncheckedIOException e) {
            return true;
        }
    }

    /** Where the checkouts keep their HEADs: the user's own first. */
    private static List<Path> places(Path commonDirectory) throws IOException {
        var worktrees = commonDirectory.resolve("worktrees");
        var places = new ArrayList<>(List.of(commonDirectory));
        if (Files.isDirectory(worktrees)) {
            try (var linked = Files.newDirectoryStream(worktrees)) {
                linked.forEach(places::add);
            }
        }
        return places;
    }

    /** The folder of the repository that belongs to the worktree; what the worktree says may be anything. */
    static Path entryOf(Path commonDirectory, Path worktree) throws IOException {
        var line = Files.readString(worktree.resolve(".git")).strip();
        var entries = commonDirectory.resolve("worktrees");
        var name = line.substring(line.lastIndexOf('/') + 1);
        if (!line.equals("gitdir: " + entries + "/" + name) || !isOne(name)) {
            throw new IOException(worktree + " is no worktree of " + commonDirectory);
        }
        return entries.resolve(name);
    }

    private static boolean isOne(String name) {
        return name.indexOf('\0') < 0 && !List.of("", ".", "..").contains(name);
    }

    /** A rebase leaves HEAD on no branch, and expects to find its branch at the end where it was at the beginning. */
    static boolean isBeingRebased(Path commonDirectory, BranchName branch) {
        try {
            return places(commonDirectory).stream()
                    .flatMap(place -> Stream.of("rebase-merge", "rebase-apply").map(place::resolve))
                    .map(rebase -> rebase.resolve("head-name"))
                    .anyMatch(file -> names(file, branch));
        } catch (IOException | DirectoryIteratorException e) {
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
