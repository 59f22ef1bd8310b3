package dev.coppice.landing;

import dev.coppice.git.ExecutionRefs;
import dev.coppice.git.GitRepository;
import dev.coppice.process.TypedCommand;
import dev.coppice.task.BranchName;
import dev.coppice.task.CommitId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command that takes a result into a branch where Coppice must not: for a person to type, as it stands, from wherever they are. */
record MergeByHand(GitRepository repository, ExecutionRefs refs, BranchName branch, CommitId result) {

    /** In the checkout that has the branch; where there is none, it is checked out first. */
    String line() {
        List<Path> places = repository.checkoutsOf(branch);
        if (!places.isEmpty()) {
            return Files.isDirectory(places.getFirst())
                    ? mergeAt(places.getFirst())
                    : git(top(), "worktree", "prune") + " && " + checkedOut();
        }
        return repository.hasCheckout() ? checkedOut() : inAnotherPlace();
    }

    /** In this checkout. */
    String mergeAt(Path place) {
        return git(place, "merge", name());
    }

    /** The branch itself, where it is gone. */
    String made() {
        return git(top(), "branch", branch.shortName(), name());
    }

    private String checkedOut() {
        return git(top(), "switch", branch.shortName()) + " && " + mergeAt(top());
    }

    /** A bare repository has no place to merge in. */
    private String inAnotherPlace() {
        var place = top().resolveSibling(top().getFileName() + "-merge");
        return git(top(), "worktree", "add", place.toString(), branch.shortName()) + " && " + mergeAt(place);
    }

    /** The branch for people, if it is where the result is: a person may have put commits on it, or have it checked out. */
    private String name() {
        return repository
                        .tipOf(new BranchName(refs.branch().name()))
                        .filter(result::equals)
                        .isPresent()
                ? refs.execution().resultBranch()
                : result.sha();
    }

    private Path top() {
        return repository.topLevel();
    }

    private static String git(Path place, String... words) {
        var line = new ArrayList<>(List.of("git", "-C", place.toString()));
        line.addAll(List.of(words));
        return new TypedCommand(line).toString();
    }
}
