package dev.coppice.git;

import dev.coppice.task.CommitId;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells what is part of what, so that nothing is thrown away that only one ref still holds. */
public final class Ancestry {

    private static final String HEADS = "refs/heads/";

    private final GitRepository repository;
    private final Git git;

    Ancestry(GitRepository repository) {
        this(repository, repository.git());
    }

    private Ancestry(GitRepository repository, Git git) {
        this.repository = repository;
        this.git = git;
    }

    /** As if the objects in this folder were the repository's too. */
    public Ancestry with(Path objects) {
        return new Ancestry(repository, repository.git().borrowing(objects, repository.commonDirectory()));
    }

    /** Those of the commits that are not part of any branch of the user's or of the user's HEAD. */
    public Set<CommitId> unmerged(Collection<CommitId> commits) {
        var anchors = new HashSet<CommitId>();
        repository.refs().below(HEADS).stream()
                .filter(branch -> isUsers(branch.name()))
                .forEach(branch -> branch.commit().ifPresent(anchors::add));
        repository.resolve("HEAD").ifPresent(anchors::add);
        return outside(commits, anchors);
    }

    /** Those of the commits that are not part of any of the anchors; without anchors, all of them. */
    public Set<CommitId> outside(Collection<CommitId> commits, Collection<CommitId> anchors) {
        var wanted = new HashSet<>(commits);
        if (wanted.isEmpty()) {
            return Set.of();
        }
        var input = new StringBuilder();
        wanted.forEach(commit -> input.append(commit).append('\n'));
        anchors.forEach(anchor -> input.append('^').append(anchor).append('\n'));
        var found = new HashSet<CommitId>();
        git.demandAnswer(input.toString(), "rev-list", "--stdin")
                .text()
                .lines()
                .map(CommitId::new)
                .filter(wanted::contains)
                .forEach(found::add);
        return found;
    }

    /** The name, for people, of a branch of the user's that the commit is part of; empty if only HEAD holds it. */
    public Optional<String> branchWith(CommitId commit) {
        return holders(commit).stream()
                .filter(Ancestry::isUsers)
                .map(name -> name.substring(HEADS.length()))
                .findFirst();
    }

    /** The full names of all refs that the commit is part of. */
    public List<String> holders(CommitId commit) {
        return git.demand("for-each-ref", "--format=%(refname)", "--contains", commit.sha())
                .lines()
                .toList();
    }

    /** Whether the commit is in this repository at all. */
    public boolean has(CommitId commit) {
        return git.ask("", "cat-file", "-e", commit + "^{commit}").succeeded();
    }

    private static boolean isUsers(String ref) {
        return ref.startsWith(HEADS) && !ref.startsWith(ExecutionRefs.BRANCHES);
    }
}
