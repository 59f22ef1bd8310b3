package dev.coppice.git;

import dev.coppice.task.BranchName;
import dev.coppice.task.CommitId;
import java.util.Optional;

/** What a checkout's HEAD says. */
public sealed interface Head {

    record OnBranch(BranchName branch, CommitId commit) implements Head {}

    record Detached(CommitId commit) implements Head {}

    /** On a branch without a commit, or not a HEAD at all. */
    record Nowhere() implements Head {}

    /** Reads it in the checkout that this git works on. */
    static Head of(Git git) {
        var answer = git.ask("", "rev-parse", "--verify", "--quiet", "HEAD^{commit}");
        if (!answer.succeeded()) {
            return new Nowhere();
        }
        var commit = new CommitId(answer.text());
        var symbolic = git.ask("", "symbolic-ref", "--quiet", "HEAD");
        if (!symbolic.succeeded()) {
            return new Detached(commit);
        }
        return BranchName.isBranch(symbolic.text())
                ? new OnBranch(new BranchName(symbolic.text()), commit)
                : new Nowhere();
    }

    default Optional<CommitId> at() {
        return switch (this) {
            case OnBranch(var _, var commit) -> Optional.of(commit);
            case Detached(var commit) -> Optional.of(commit);
            case Nowhere() -> Optional.empty();
        };
    }

    /** The branch, or the commit, as git and people name it. */
    default String words() {
        return switch (this) {
            case OnBranch(var branch, var _) -> branch.shortName();
            case Detached(var commit) -> commit.abbreviated();
            case Nowhere() -> "nowhere";
        };
    }
}
