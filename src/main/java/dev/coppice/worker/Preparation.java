package dev.coppice.worker;

import dev.coppice.verification.Check;
import dev.coppice.verification.Verdict;
import dev.coppice.verification.Verifier;
import dev.coppice.worktree.WorktreeLease;
import java.util.List;

/**
 * The repository's own set-up of a pooled worktree. What it leaves that git ignores stays; whatever of it could become part of a commit is
 * taken away, since it is not the task's work.
 */
record Preparation(WorktreeLease worktree, List<Check> setup, Verifier verifier) {

    Preparation {
        setup = List.copyOf(setup);
    }

    /** Before the agent. It may depend on a network, so one failure is followed by a second try from the start. */
    Verdict begin(Runnable beforeSecondTry) {
        var first = again();
        if (!(first instanceof Verdict.Failed)) {
            return first;
        }
        beforeSecondTry.run();
        worktree.checkOut(worktree.base());
        return again();
    }

    /** Wherever a checkout may have taken away what the set-up had left, or changed what it depends on. */
    Verdict again() {
        if (setup.isEmpty() || worktree.isSetUp()) {
            return new Verdict.Passed(0);
        }
        var verdict = verifier.verify(setup);
        if (verdict instanceof Verdict.Passed) {
            worktree.settle();
            worktree.markSetUp();
        }
        return verdict;
    }
}
