package dev.coppice.git;

import dev.coppice.task.BranchName;
import dev.coppice.task.CommitId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A git repository of the user's, and everything that may be asked of it. */
public final class GitRepository {

    /** No ref is called by more, and a command line has an end. */
    private static final int LONGEST_NAME = 4096;

    private final Git discovering;
    private final Git git;
    private final RepositoryPlaces places;
    private final String objectFormat;
    private final LooseObjects loose;
    private final boolean isPartial;
    private final boolean isClone;

    GitRepository(Git discovering, RepositoryPlaces places, String objectFormat) {
        this.isPartial = hasPromisorPack(places.common());
        this.discovering = isPartial ? discovering.fetching() : discovering;
        this.git = this.discovering.in(places.common()).on(places.common(), places.common());
        this.places = places;
        this.objectFormat = objectFormat;
        this.loose = new LooseObjects(git, places.common(), objectFormat);
        this.isClone = OriginClone.isAt(places.common());
    }

    /** Of a partial clone, whose missing objects git fetches when it needs them. */
    private static boolean hasPromisorPack(Path common) {
        try (var packs = Files.newDirectoryStream(common.resolve("objects").resolve("pack"), "*.promisor")) {
            return packs.iterator().hasNext();
        } catch (IOException e) {
            return false;
        }
    }

    /** Opens the repository that the directory lies in. */
    public static Opening open(Path directory) {
        return open(directory, System.getenv());
    }

    static Opening open(Path directory, Map<String, String> environment) {
        return new RepositoryProbe(directory, environment).open();
    }

    /** The top of the user's checkout; of a bare repository, its own directory. */
    public Path topLevel() {
        return places.topLevel();
    }

    /** Whether there is a checkout of the user's at {@link #topLevel}; a bare repository has none. */
    public boolean hasCheckout() {
        return !places.topLevel().equals(places.common());
    }

    /** Where the user's checkout keeps its own HEAD and index. */
    public Path checkoutDirectory() {
        return places.checkout();
    }

    /** Where objects and refs lie, shared by all worktrees. */
    public Path commonDirectory() {
        return places.common();
    }

    /** The commit that the words name, seen from the user's checkout; in a clone of Coppice's, as its origin has it. */
    public Optional<CommitId> resolve(String revision) {
        if (revision.isBlank() || revision.indexOf('\0') >= 0 || revision.length() > LONGEST_NAME) {
            return Optional.empty();
        }
        return (isClone ? OriginNames.of(revision) : List.of(revision))
                .stream().flatMap(name -> commit(name).stream()).findFirst();
    }

    private Optional<CommitId> commit(String revision) {
        var answer =
                discovering.ask("", "rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}");
        return answer.succeeded() ? Optional.of(new CommitId(answer.text())) : Optional.empty();
    }

    /**
     * The branch that the words name, seen from the user's checkout: HEAD is the one checked out. Empty for tags and mere commits. In a clone
     * of Coppice's it is the branch at its origin.
     */
    public Optional<BranchName> branch(String revision) {
        return (isClone ? OriginNames.of(revision) : List.of(revision))
                .stream()
                        .map(name -> discovering.ask(
                                "",
                                "rev-parse",
                                "--verify",
                                "--quiet",
                                "--symbolic-full-name",
                                "--end-of-options",
                                name))
                        .filter(GitAnswer::succeeded)
                        .findFirst()
                        .map(answer -> isClone ? OriginNames.there(answer.text()) : answer.text())
                        .filter(BranchName::isBranch)
                        .map(BranchName::new);
    }

    /** Whether it is a clone that Coppice made for itself, of a repository elsewhere. */
    public boolean isClone() {
        return isClone;
    }

    /** Whether git lets a branch be called so, and nothing in it means another one. */
    public boolean allowsBranch(String shortName) {
        if (shortName.length() > LONGEST_NAME) {
            return false;
        }
        var answer = git.ask("", "check-ref-format", "--branch", shortName);
        return answer.succeeded() && answer.text().equals(shortName);
    }

    /** Where the branch is; empty if there is none of that name. */
    public Optional<CommitId> tipOf(BranchName branch) {
        var answer = git.ask("", "rev-parse", "--verify", "--quiet", "--end-of-options", branch.name() + "^{commit}");
        return answer.succeeded() ? Optional.of(new CommitId(answer.text())) : Optional.empty();
    }

    /** Whether the one commit is the other or one of those before it. */
    public boolean isAncestor(CommitId one, CommitId other) {
        return git.ask("", "merge-base", "--is-ancestor", one.sha(), other.sha())
                .succeeded();
    }

    /** The checkouts that have the branch checked out now. */
    public List<Path> checkoutsOf(BranchName branch) {
        return Checkouts.of(git, branch);
    }

    /** Whether anybody may have the branch checked out now; starts no process, and is true where that cannot be told without one. */
    public boolean mayBeCheckedOut(RefName branch) {
        return Checkouts.mayHave(places.common(), branch);
    }

    /** The folder of this repository that belongs to the worktree, by what the worktree says; fails where that is none of this repository. */
    public Path worktreeEntry(Path worktree) throws IOException {
        return Checkouts.entryOf(places.common(), worktree);
    }

    /** Whether a rebase of the branch is under way in any checkout. */
    public boolean isBeingRebased(BranchName branch) {
        return Checkouts.isBeingRebased(places.common(), branch);
    }

    /** Runs git on this repository without any working tree. */
    public Git git() {
        return git;
    }

    public Refs refs() {
        return new Refs(git);
    }

    public ObjectWriter objects() {
        return new ObjectWriter(git, loose);
    }

    /** JGit reads in process, but knows SHA-1 repositories only, and fetches nothing. */
    public History history() {
        return objectFormat.equals("sha1") && !isPartial ? new JGitHistory(places.common()) : new CommandHistory(git);
    }

    /** The file's bytes in that commit, by way of links that stay within it; the path must have no space in it. */
    public Optional<byte[]> linkedFile(CommitId commit, String path) {
        return new LinkedFile(git, commit, path).bytes();
    }

    /** What differs between commits. */
    public Differences differences() {
        return new Differences(git);
    }

    /** What is part of what. */
    public Ancestry ancestry() {
        return new Ancestry(this);
    }

    /** The other repositories that this one knows. */
    public Remotes remotes() {
        return new Remotes(git.in(places.topLevel()), places.common());
    }

    /** How the repository and the user's checkout stand now. */
    public RepositoryCondition condition() {
        return RepositoryCondition.look(discovering);
    }

    /** What is the user's, as it stands now. */
    public Fingerprint fingerprint() {
        return Fingerprint.take(git, places.checkout(), places.common());
    }
}
