package dev.coppice.git;

import java.nio.file.Path;

/**
 * Where the parts of a repository lie.
 *
 * @param topLevel the top of the user's checkout; of a bare repository, the repository itself
 * @param common objects, refs and configuration, shared by all worktrees
 * @param checkout the user's checkout's own HEAD and index; the same as {@code common} unless it is a linked worktree
 */
record RepositoryPlaces(Path topLevel, Path common, Path checkout) {}
