package dev.coppice.worktree;

import dev.coppice.files.FileTree;
import dev.coppice.git.Git;
import dev.coppice.git.GitFailure;
import dev.coppice.git.GitRepository;
import dev.coppice.git.RepositoryLock;
import dev.coppice.task.CommitId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One worktree of the pool: made on first use, and brought to any commit from whatever state it was left in.
 *
 * <p>Its index lies beside it, out of the agent's sight: {@code skip-worktree}, {@code assume-unchanged}, a corrupt or a locked index
 * of the agent's change nothing here. Used by one thread at a time.
 */
final class PooledWorktree {

    private static final String SETUP = "setup";
    private static final String SPARSE = "sparse";

    private final GitRepository repository;
    private final WorktreePlace place;
    private final Path directory;
    private final Path index;
    private final Submodules submodules;
    private Optional<WorktreeEntry> entry = Optional.empty();
    private Optional<WorktreeGoal> readyFor = Optional.empty();
    private Optional<WorktreeGoal> triedFor = Optional.empty();
    private SparseFolders folders = SparseFolders.all();

    PooledWorktree(GitRepository repository, WorktreePlace place) {
        this.repository = repository;
        this.place = place;
        this.directory = place.directory();
        this.index = place.index();
        this.submodules = new Submodules(repository, index);
    }

    GitRepository repository() {
        return repository;
    }

    Path directory() {
        return directory;
    }

    Path index() {
        return index;
    }

    Submodules submodules() {
        return submodules;
    }

    /** What was copied and linked into it. */
    Path supplyRecord() {
        return place.beside(SupplyRound.RECORD);
    }

    SetupStamp setupStamp() {
        return new SetupStamp(place.beside(SETUP));
    }

    boolean isReadyFor(WorktreeGoal goal) {
        return readyFor.equals(Optional.of(goal));
    }

    /** Whether it is not what is wanted, and has not just failed to become so. */
    boolean isWorthPreparing(WorktreeGoal goal) {
        return !isReadyFor(goal) && !triedFor.equals(Optional.of(goal));
    }

    /** Somebody may work in it from now on. */
    void lent() {
        readyFor = Optional.empty();
    }

    /** Holds exactly the commit's files afterwards, ignored ones aside; a worktree that cannot be brought there is made anew. */
    void prepare(WorktreeGoal goal) {
        if (isReadyFor(goal)) {
            return;
        }
        // Git leaves the files of a submodule that is gone.
        var from = submodules.areThere()
                ? Optional.<CommitId>empty()
                : readyFor.filter(goal::followsFrom).map(WorktreeGoal::base);
        readyFor = Optional.empty();
        triedFor = Optional.of(goal);
        folders = new SparseFolders(goal.settings().sparse());
        try {
            if (from.isPresent()) {
                advance(from.get(), goal);
            } else {
                reset(goal);
            }
        } catch (IOException e) {
            throw new GitFailure("preparing the worktree " + directory, String.valueOf(e));
        }
        readyFor = Optional.of(goal);
    }

    /** Nobody has been here since it was cleaned, so there is nothing to clean, and only what differs between the commits to look at. */
    private void advance(CommitId from, WorktreeGoal goal) throws IOException {
        restoreEntry(goal.base());
        if (!isAdvanced(from, goal.base())) {
            reset(goal);
            return;
        }
        submodules.write(git(index), directory, entry().modules(), goal.cleaning());
        entry().offerIndex(index);
    }

    private boolean isAdvanced(CommitId from, CommitId to) throws IOException {
        if (folders.isAll()) {
            String[] line = {"read-tree", "--reset", "-u", from.sha(), to.sha()};
            return git(index).ask("", line).succeeded();
        }
        readTree(to.sha());
        return true;
    }

    private void reset(WorktreeGoal goal) throws IOException {
        entry = WorktreeEntry.find(repository.commonDirectory(), directory);
        if (entry.isEmpty() || !Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            remake(goal.base());
            return;
        }
        try {
            checkOut(goal.base(), goal.base().sha(), goal.cleaning());
        } catch (GitFailure | IOException e) {
            if (isNoFaultOfTheWorktree(e, goal.base())) {
                throw e;
            }
            remake(goal.base());
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
    private void alone(RepositoryLock.Deed deed) throws IOException {
        RepositoryLock.of(repository.commonDirectory()).during(deed);
    }

    private void deleteFiles() throws IOException {
        readyFor = Optional.empty();
        place.clear();
    }

    private void deleteEntry() throws IOException {
        var found = WorktreeEntry.find(repository.commonDirectory(), directory);
        if (found.isPresent()) {
            found.get().delete();
        }
    }

    /** Writes the tree's files over whatever is there. */
    void checkOut(CommitId head, String tree, Cleaning cleaning) throws IOException {
        Files.deleteIfExists(index.resolveSibling(index.getFileName() + ".lock"));
        try {
            write(head, tree, cleaning);
        } catch (GitFailure | IOException e) {
            FileTree.makeAccessible(directory);
            if (folders.isAll()) {
                FileTree.delete(index);
            } else {
                // Without an index git would leave what lies outside the folders.
                clearFiles();
            }
            write(head, tree, cleaning);
        }
        entry().offerIndex(index);
    }

    private void write(CommitId head, String tree, Cleaning cleaning) throws IOException {
        restoreEntry(head);
        forgetIndexOfOtherKind();
        folders.offer(entry().folder(), folders.changedOutside(repository.git(), head, tree));
        readTree(tree);
        if (cleaning == Cleaning.EVERYTHING) {
            setupStamp().remove();
        }
        cleaning.clean(git(index));
        submodules.write(git(index), directory, entry().modules(), cleaning);
    }

    /** An index that marks files as not checked out would keep them away where all are wanted; the other way git finds out itself. */
    private void forgetIndexOfOtherKind() throws IOException {
        var mark = place.beside(SPARSE);
        boolean isSparse = Files.exists(mark, LinkOption.NOFOLLOW_LINKS);
        if (isSparse && folders.isAll()) {
            FileTree.delete(index);
            FileTree.delete(mark);
        } else if (!isSparse && !folders.isAll()) {
            DurableFile.write(mark, new byte[0]);
        }
    }

    private void readTree(String tree) throws IOException {
        String[] line = {"read-tree", "--reset", "-u", tree};
        var answer = git(index).demandAnswer("", line);
        if (!folders.isAll() && !answer.error().isBlank()) {
            // Git leaves changed files outside the folders where they are, and says so.
            clearFiles();
            git(index).demand(line);
        }
    }

    private void clearFiles() throws IOException {
        FileTree.delete(index);
        FileTree.deleteBelow(directory, ".git");
    }

    /** Puts right what git needs to work here, and touches nothing else. */
    void restoreEntry(CommitId head) throws IOException {
        entry().restore(head);
        folders.offer(entry().folder(), List.of());
    }

    /** Git on exactly this worktree, with an index of our own. */
    Git git(Path ownIndex) {
        return folders.heeded(repository
                .git()
                .in(directory)
                .on(entry().folder(), repository.commonDirectory())
                .with("GIT_WORK_TREE", directory.toString())
                .with("GIT_INDEX_FILE", ownIndex.toString()));
    }

    private WorktreeEntry entry() {
        return entry.orElseThrow(() -> new IllegalStateException(directory + " has not been prepared"));
    }
}
