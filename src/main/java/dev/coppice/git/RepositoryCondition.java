package dev.coppice.git;

/**
 * What is worth knowing of a repository before work begins in it.
 *
 * @param hasCheckout false for a bare repository
 * @param changedPaths what {@code git status} lists in the user's checkout, untracked files too
 * @param isShallow whether its history is cut off
 * @param hasSubmodules whether HEAD names any
 */
public record RepositoryCondition(boolean hasCheckout, int changedPaths, boolean isShallow, boolean hasSubmodules) {

    static RepositoryCondition look(Git git) {
        var answers = git.demand("rev-parse", "--is-inside-work-tree", "--is-shallow-repository")
                .lines()
                .map(Boolean::parseBoolean)
                .toList();
        return new RepositoryCondition(
                answers.get(0),
                answers.get(0) ? changedPaths(git) : 0,
                answers.get(1),
                git.ask("", "cat-file", "-e", "HEAD:.gitmodules").succeeded());
    }

    private static int changedPaths(Git git) {
        return git.demandAnswer("", "status", "--porcelain", "-z", "--no-renames")
                .fields()
                .size();
    }
}
