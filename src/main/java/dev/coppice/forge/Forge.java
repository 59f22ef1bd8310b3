package dev.coppice.forge;

import dev.coppice.task.CommitId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One project at one forge. Every call asks the forge and may throw a {@link ForgeFailure}, which says whether it makes sense to ask
 * again. What a forge answers is not trusted: texts for people go through {@code Legible}, and addresses are made here.
 */
public interface Forge {

    /** The ways in which this kind of forge can be told to merge. */
    Set<MergeMethod> methods();

    /** The open request from this branch to that one; if there is none, one that was merged or closed with exactly this commit. */
    Optional<PullRequest> find(String head, String base, CommitId at);

    PullRequest open(NewPullRequest wanted);

    /** Puts these on it besides those that it has. */
    void label(PullRequest present, List<String> labels);

    /** Lets an open one say what the wanted one says in title and body. */
    void update(PullRequest present, NewPullRequest wanted);

    Standing look(int number);

    /** Merges it if its branch is at exactly this commit; a failure of kind MOVED if not, or if it cannot be merged at the moment. */
    void merge(int number, CommitId at, MergeMethod method, String message);
}
