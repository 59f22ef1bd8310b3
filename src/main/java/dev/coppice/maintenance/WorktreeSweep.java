package dev.coppice.maintenance;

import dev.coppice.git.Git;
import dev.coppice.git.GitRepository;
import dev.coppice.worktree.IdleWorktree;
import dev.coppice.worktree.LostWorktree;
import dev.coppice.worktree.RepositoryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Looks through the pools of worktrees while nobody lends from them. One that holds work which nobody has kept stays. */
final class WorktreeSweep {

    private final Path worktrees;
    private final KnownExecutions known;
    private final Set<Path> seen = new HashSet<>();

    WorktreeSweep(Path worktrees, KnownExecutions known) {
        this.worktrees = worktrees;
        this.known = known;
    }

    /** The pool of a repository that is there, and with {@code entries} what the repository keeps of worktrees that are gone. */
    void sweep(Path path, GitRepository repository, boolean entries, Sweepings into) throws IOException {
        sweepPool(
                path,
                repository.git(),
                Optional.of(repository),
                "nobody works in it, and git has all that it holds",
                into);
        if (entries) {
            sweepEntries(repository, into);
        }
    }

    private void sweepEntries(GitRepository repository, Sweepings into) throws IOException {
        for (LostWorktree lost : LostWorktree.of(repository, worktrees)) {
            judge(lost, repository, into);
        }
    }

    /** The pool of a repository that is gone; its files are compared with what was checked out, by a repository made for that. */
    void sweepGone(Path path, Sweepings into) throws IOException {
        if (!Files.isDirectory(worktrees.resolve(RepositoryFolder.name(path)))) {
            return;
        }
        var scratch = Files.createTempDirectory("coppice-cleanup");
        try {
            sweepPool(
                    path,
                    Git.scratch(scratch),
                    Optional.empty(),
                    "its repository is gone, and nobody changed it",
                    into);
        } finally {
            new OldFolder(scratch).delete();
        }
    }

    /** The pool of a repository that cannot be opened now. */
    void leave(Path path, String why, Sweepings into) {
        var pool = worktrees.resolve(RepositoryFolder.name(path));
        seen.add(pool);
        if (Files.isDirectory(pool)) {
            into.keep(pool.toString(), path, why);
        }
    }

    /** Tells of pools whose repository nobody named. */
    void sweepRest(Sweepings into) throws IOException {
        if (!Files.isDirectory(worktrees)) {
            return;
        }
        try (Stream<Path> folders = Files.list(worktrees)) {
            folders.filter(Files::isDirectory)
                    .filter(folder -> !seen.contains(folder))
                    .sorted()
                    .forEach(folder -> into.keep(
                            folder.toString(),
                            worktrees,
                            "no execution tells which repository it is of; name that with --repo"));
        }
    }

    private void sweepPool(Path path, Git git, Optional<GitRepository> repository, String why, Sweepings into)
            throws IOException {
        var pool = worktrees.resolve(RepositoryFolder.name(path));
        seen.add(pool);
        var idle = IdleWorktree.in(pool);
        if (!idle.isEmpty() && known.hasUnfinishedBelow(path)) {
            into.keep(pool.toString(), path, "an execution of its repository is not at its end");
            return;
        }
        for (IdleWorktree worktree : idle) {
            judge(worktree, path, git, repository, why, into);
        }
    }

    private static void judge(
            IdleWorktree worktree, Path path, Git git, Optional<GitRepository> repository, String why, Sweepings into) {
        var what = worktree.directory().toString();
        var unsaved = worktree.unsaved(git);
        if (unsaved.isPresent()) {
            into.keep(what, path, unsaved.get());
            return;
        }
        var removal = new Removal(Removal.Kind.WORKTREE, what, path.toString(), why);
        into.add(new Step(List.of(removal), () -> {
            worktree.remove(repository);
            return Optional.empty();
        }));
    }

    private static void judge(LostWorktree lost, GitRepository repository, Sweepings into) {
        var ancestry = repository.ancestry();
        var onlyHere = lost.head()
                .filter(ancestry::has)
                .filter(commit -> ancestry.holders(commit).isEmpty());
        if (onlyHere.isPresent()) {
            into.keep(
                    lost.entry().toString(), repository.topLevel(), "only it still holds the commit " + onlyHere.get());
            return;
        }
        var removal = new Removal(
                Removal.Kind.WORKTREE_ENTRY,
                lost.entry().toString(),
                repository.topLevel().toString(),
                "its worktree " + lost.directory() + " is gone");
        into.add(new Step(List.of(removal), () -> {
            lost.remove();
            return Optional.empty();
        }));
    }
}
