package dev.coppice.worktree;

import dev.coppice.files.FileTree;
import dev.coppice.git.Git;
import dev.coppice.git.TreeId;
import dev.coppice.task.CommitId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Fixes what lies in the user's checkout as a tree, in an index of our own: all that git tracks or does not ignore, less the paths that
 * were ignored when the attempt began. Repositories inside are left out and named.
 */
final class LocalSnapshotter {

    private final UserCheckout checkout;
    private final StayFolder folder;

    LocalSnapshotter(UserCheckout checkout, StayFolder folder) {
        this.checkout = checkout;
        this.folder = folder;
    }

    /** The index is there until the next snapshot is taken. */
    record Snapshot(TreeId tree, List<String> repositories, Path index) {}

    /** Against the commit that the files were last known to be at. */
    Snapshot take(CommitId since) throws IOException {
        return take(since, List.of());
    }

    /** In the middle of a move: what the move has written counts, even where a rule would have git ignore it. */
    Snapshot take(Journal.Move move) throws IOException {
        return take(move.from(), arrived(move));
    }

    private Snapshot take(CommitId since, List<String> arrived) throws IOException {
        var index = seeded(since);
        var git = checkout.git(index);
        var ignored = folder.ignored();
        var repositories = stage(git, ignored);
        addForced(git, arrived);
        repositories.addAll(leaveOutSubmodules(git, since));
        return new Snapshot(new TreeId(git.demand("write-tree")), List.copyOf(repositories), index);
    }

    private Path seeded(CommitId since) throws IOException {
        Files.createDirectories(folder.folder());
        var index = folder.freshScratch("work");
        if (Files.exists(folder.index(since))) {
            // The time stamp goes along: git takes entries as new as their index for suspect and reads those files
            // again.
            Files.copy(
                    folder.index(since),
                    index,
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.COPY_ATTRIBUTES);
        } else {
            checkout.git(index).demand("read-tree", since.sha());
        }
        return index;
    }

    /** Returns the repositories inside that git does not track. */
    private Set<String> stage(Git git, IgnoredPaths ignored) throws IOException {
        makeReadableIfNeeded(git, ignored);
        var untracked = git.demandAnswer("", "ls-files", "--others", "--exclude-standard", "-z")
                .rawFields();
        var repositories = new TreeSet<String>();
        var left = new TreeSet<String>();
        for (String path : untracked) {
            var own = ignored.covering(path);
            if (own.isPresent()) {
                left.add(own.get());
            } else if (path.endsWith("/")) {
                repositories.add(path.substring(0, path.length() - 1));
            }
        }
        left.addAll(repositories);
        addAllBut(git, left);
        return repositories;
    }

    private void makeReadableIfNeeded(Git git, IgnoredPaths ignored) throws IOException {
        if (!git.ask("", "add", "--update").succeeded()) {
            FileTree.makeAccessible(checkout.top(), path -> isOurs(path, ignored));
            git.demand("add", "--update");
        }
    }

    private boolean isOurs(Path path, IgnoredPaths ignored) {
        var relative = checkout.top().relativize(path);
        return !path.equals(checkout.top()) && (relative.startsWith(".git") || ignored.cover(RawName.raw(relative)));
    }

    private void addAllBut(Git git, Set<String> left) throws IOException {
        if (left.isEmpty()) {
            git.demand("add", "--all");
            return;
        }
        var specs = new ArrayList<>(List.of(":(top)"));
        left.forEach(path -> specs.add(":(exclude,top,literal)" + path));
        git.demand("add", "--all", "--pathspec-from-file=" + written(specs), "--pathspec-file-nul");
    }

    private void addForced(Git git, List<String> paths) throws IOException {
        if (!paths.isEmpty()) {
            var specs = paths.stream().map(path -> ":(top,literal)" + path).toList();
            git.demand("add", "--force", "--pathspec-from-file=" + written(specs), "--pathspec-file-nul");
        }
    }

    private Path written(List<String> specs) throws IOException {
        var file = folder.folder().resolve("paths");
        Files.write(file, String.join("\0", specs).getBytes(StandardCharsets.ISO_8859_1));
        return file;
    }

    /** A submodule at another commit than before would be recorded, but its files would be in no commit of ours. */
    private static List<String> leaveOutSubmodules(Git git, CommitId since) {
        var left = new ArrayList<String>();
        for (var change : TreeChange.ofIndex(git, since.sha())) {
            if (change.isSubmoduleNow()) {
                String path = RawName.text(change.path());
                left.add(change.path());
                if (change.wasSubmodule()) {
                    git.demand("update-index", "--cacheinfo", "160000," + change.oldObject() + "," + path);
                } else {
                    git.demand("update-index", "--force-remove", "--", path);
                }
            }
        }
        return left;
    }

    /** Paths that only the move's goal has and that are there, with its content or the beginning of it: before the move none was there. */
    private List<String> arrived(Journal.Move move) throws IOException {
        var probe = folder.freshScratch("goal");
        var git = checkout.git(probe);
        git.demand("read-tree", move.to().sha());
        git.ask("", "update-index", "-q", "--refresh");
        var different = new HashSet<>(
                git.demandAnswer("", "diff-files", "--name-only", "-z").rawFields());
        var arrived = new ArrayList<String>();
        for (var addition : new HalfDoneMove(git, move).additions()) {
            if (!different.contains(addition.path()) || isBegun(git, addition)) {
                arrived.add(addition.path());
            }
        }
        return arrived;
    }

    private boolean isBegun(Git git, TreeChange addition) throws IOException {
        var file = RawName.below(checkout.top(), addition.path());
        return file.isPresent()
                && Files.isRegularFile(file.get(), LinkOption.NOFOLLOW_LINKS)
                && HalfDoneMove.isBeginning(
                        Files.readAllBytes(file.get()),
                        git.demandAnswer("", "cat-file", "blob", addition.newObject())
                                .output());
    }
}
