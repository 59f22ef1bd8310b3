package dev.coppice.worktree;

import dev.coppice.git.Git;
import dev.coppice.git.GitFailure;
import dev.coppice.git.GitRepository;
import dev.coppice.task.CommitId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One worktree of the pool: made on first use, and brought to any commit from whatever state it was left in.
 *
 * <p>Its index lies beside it, out of the agent's sight: {@code skip-worktree}, {@code assume-unchanged}, a corrupt or a locked index
 * of the agent's change nothing here. Used by one thread at a time.
 */
final class PooledWorktree {

    private final GitRepository repository;
    private final Path folder;
    private final Path directory;
    private final Path index;
    private final Submodules submodules;
    private Optional<WorktreeEntry> entry = Optional.empty();
    private Optional<CommitId> readyFor = Optional.empty();

    PooledWorktree(GitRepository repository, Path folder, int number) {
        this.repository = repository;
        this.folder = folder;
        this.directory = folder.resolve(String.valueOf(number));
        this.index = folder.resolve(number + ".index");
        this.submodules = new Submodules(repository, index);
    }

    GitRepository repository() {
        return repository;
    }

    Path directory() {
        return directory;
    }

    /** Whether an earlier process, or anything else, has left something in its place. */
    boolean exists() {
        return Files.exists(directory, LinkOption.NOFOLLOW_LINKS);
    }

    Path index() {
        return index;
    }

    Submodules submodules() {
        return submodules;
    }

    /** Somebody may work in it from now on. */
    void lent() {
        readyFor = Optional.empty();
    }

    /** Holds exactly the commit's files afterwards; a worktree that cannot be brought there is made anew. */
    void prepare(CommitId base) {
        if (readyFor.equals(Optional.of(base))) {
            return;
        }
        // Git leaves the files of a submodule that is gone.
        var from = submodules.areThere() ? Optional.<CommitId>empty() : readyFor;
        readyFor = Optional.empty();
        try {
            if (from.isPresent()) {
                advance(from.get(), base);
            } else {
                reset(base);
            }
        } catch (IOException e) {
            throw new GitFailure("preparing the worktree " + directory, String.valueOf(e));
        }
        readyFor = Optional.of(base);
    }

    /** Nobody has been here since it was cleaned, so there is nothing to clean, and only what differs between the commits to look at. */
    private void advance(CommitId from, CommitId base) throws IOException {
        restoreEntry(base);
        String[] line = {"read-tree", "--reset", "-u", from.sha(), base.sha()};
        if (git(index).ask("", line).succeeded()) {
            submodules.write(git(index), directory, entry().modules(), Cleaning.EVERYTHING);
            entry().offerIndex(index);
        } else {
            reset(base);
        }
    }

    private void reset(CommitId base) throws IOException {
        entry = WorktreeEntry.find(repository.commonDirectory(), directory);
        if (entry.isEmpty() || !Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            remake(base);
            return;
        }
        try {
            checkOut(base, base.sha(), Cleaning.EVERYTHING);
        } catch (GitFailure | IOException e) {
            if (isNoFaultOfTheWorktree(e, base)) {
                throw e;
            }
            remake(base);
        }
    }

    private boolean isNoFaultOfTheWorktree(Exception problem, CommitId base) {
        var failure = problem instanceof GitFailure known ? known : new GitFailure("", String.valueOf(problem));
        return switch (failure.kind()) {
            case DISK_FULL, INTERRUPTED -> true;
            case LOCKED, CORRUPT, OTHER ->
                !repository.git().ask("", "cat-file", "-e", base + "^{tree}").succeeded();
        };
    }

    private void remake(CommitId base) throws IOException {
        deleteFiles();
        Files.createDirectories(directory.getParent());
        alone(() -> {
            deleteEntry();
            String[] line = {"worktree", "add", "--quiet", "--detach", "--no-checkout", directory.toString(), base.sha()
            };
            repository.git().demand(line);
        });
        entry = WorktreeEntry.find(repository.commonDirectory(), directory);
        checkOut(base, base.sha(), Cleaning.EVERYTHING);
    }

    /** Takes the directory and the repository's entry of it away. */
    void remove() throws IOException {
        deleteFiles();
        alone(this::deleteEntry);
    }

    /** Git reads the entries of all worktrees when it makes one, and fails on one that is just being made or deleted. */
    private void alone(RepositoryLock.Act act) throws IOException {
        RepositoryLock.of(repository.commonDirectory()).during(act);
    }

    private void deleteFiles() throws IOException {
        readyFor = Optional.empty();
        FileTree.delete(directory);
        deleteIndexes();
    }

    /** Its own and those of its submodules. */
    private void deleteIndexes() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        var name = String.valueOf(index.getFileName());
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                if (String.valueOf(file.getFileName()).startsWith(name)) {
                    FileTree.delete(file);
                }
            }
        }
    }

    private void deleteEntry() throws IOException {
        var found = WorktreeEntry.find(repository.commonDirectory(), directory);
        if (found.isPresent()) {
            found.get().delete();
        }
    }

    /** Writes the tree's files over whatever is there. */
    void checkOut(CommitId head, String tree, Cleaning cleaning) throws IOException {
        Files.deleteIfExists(lock(index));
        try {
            write(head, tree, cleaning);
        } catch (GitFailure | IOException e) {
            FileTree.makeAccessible(directory);
            Files.deleteIfExists(index);
            write(head, tree, cleaning);
        }
        entry().offerIndex(index);
    }

    private void write(CommitId head, String tree, Cleaning cleaning) throws IOException {
        restoreEntry(head);
        git(index).demand("read-tree", "--reset", "-u", tree);
        git(index).demand("clean", cleaning.flags());
        submodules.write(git(index), directory, entry().modules(), cleaning);
    }

    /** Puts right what git needs to work here, and touches nothing else. */
    void restoreEntry(CommitId head) throws IOException {
        entry().restore(head);
    }

    /** Git on exactly this worktree, with an index of our own. */
    Git git(Path ownIndex) {
        return repository
                .git()
                .in(directory)
                .on(entry().folder(), repository.commonDirectory())
                .with("GIT_WORK_TREE", directory.toString())
                .with("GIT_INDEX_FILE", ownIndex.toString());
    }

    private WorktreeEntry entry() {
        return entry.orElseThrow(() -> new IllegalStateException(directory + " has not been prepared"));
    }

    private static Path lock(Path index) {
        return index.resolveSibling(index.getFileName() + ".lock");
    }
}
