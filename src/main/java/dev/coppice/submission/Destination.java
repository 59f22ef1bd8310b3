package dev.coppice.submission;

import dev.coppice.git.GitRepository;
import dev.coppice.queue.publication.PushTarget;
import dev.coppice.task.BranchName;
import dev.coppice.task.ExecutionId;
import java.util.Optional;

/**
 * Where somebody wants a result to be pushed, in their words: {@code origin}, or {@code origin:branch}. Never an address: it could name a
 * program to run or a file of this host, and which addresses may be used is for the repository's configuration to say.
 */
record Destination(String remote, Optional<String> branch) {

    /** No name of a remote holds a colon. */
    static Destination of(String words) {
        int colon = words.indexOf(':');
        return colon < 0
                ? new Destination(words, Optional.empty())
                : new Destination(words.substring(0, colon), Optional.of(words.substring(colon + 1)));
    }

    /** What is wrong with it in this repository. */
    Optional<String> objection(GitRepository repository) {
        var names = repository.remotes().names();
        if (!names.contains(remote)) {
            return Optional.of("push names a remote of the repository, as origin or origin:branch; there is no remote '"
                    + remote + "'; known are: " + (names.isEmpty() ? "none" : String.join(", ", names)));
        }
        if (repository.remotes().address(remote).isOfSeveral()) {
            return Optional.of(
                    "the remote " + remote + " has several addresses, and a push must go to one place or none");
        }
        return branch.filter(name -> !isBranch(name, repository))
                .map(name -> "'" + name + "' cannot be the name of a branch; give the short one, such as main");
    }

    private static boolean isBranch(String name, GitRepository repository) {
        return !name.startsWith("refs/") && BranchName.isBranch("refs/heads/" + name) && repository.allowsBranch(name);
    }

    /** In a repository that had no objection; without a branch, the result is called there as it is here. */
    PushTarget target(GitRepository repository, ExecutionId execution) {
        return new PushTarget(
                remote,
                new BranchName("refs/heads/" + branch.orElse(execution.resultBranch())),
                repository.remotes().address(remote).fingerprint());
    }
}
