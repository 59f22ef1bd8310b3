package dev.coppice.git;

import dev.coppice.task.CommitId;
import java.util.List;
import java.util.Optional;

/** Reads commits, files and differences; sees no working tree. */
public sealed interface History permits JGitHistory, CommandHistory {

    /**
     * The commits from {@code tip} back along first parents, newest first, without {@code until} and what lies before it. Only here
     * do trailers prove anything: an agent can write any commit, but not put one on this chain.
     */
    List<Commit> firstParents(CommitId tip, CommitId until);

    /** One commit; empty if there is none of that name. */
    Optional<Commit> commit(CommitId id);

    TreeId treeOf(CommitId commit);

    /** The file's bytes in that commit; empty if there is no such file. */
    Optional<byte[]> file(CommitId commit, String path);

    /** The paths that differ between two commits, sorted by git. */
    List<String> changedPaths(CommitId from, CommitId to);
}
