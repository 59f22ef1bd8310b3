package dev.coppice.landing;

import dev.coppice.git.Ground;
import dev.coppice.task.CommitId;
import dev.coppice.verification.Verdict;
import java.util.List;

/** How an attempt to land ended. */
public sealed interface LandingOutcome {

    /** The task is completed and {@code commit} is the result's new tip. */
    record Landed(CommitId commit) implements LandingOutcome {}

    /** The result holds this very change already; nothing was left to land. */
    record AlreadyContained() implements LandingOutcome {}

    /** The work and the result changed the same places of these paths; the merge has both, with markers, on the result's tip. */
    record Conflicted(List<String> paths, Ground merge) implements LandingOutcome {

        public Conflicted {
            paths = List.copyOf(paths);
        }
    }

    /** As it would have landed, merged with what landed meanwhile, the work did not pass; the verdict tells why. */
    record NotVerified(Verdict verdict, Ground merge) implements LandingOutcome {}

    /** The lease is somebody else's; nothing was moved. */
    record LeaseLost() implements LandingOutcome {}

    /** The execution is being cancelled, or waits for a person because its result was moved by somebody else. */
    record Halted() implements LandingOutcome {}

    /** Git would not move the result; nothing was moved. */
    record Refused(String reason) implements LandingOutcome {}
}
