package dev.coppice.worker;

import dev.coppice.git.Ground;
import dev.coppice.verification.Check;
import dev.coppice.verification.Verdict;
import java.util.List;

/** What is wrong with work, so that it cannot land as it is; its agent may be able to put that right. */
sealed interface Objection {

    /** The files that the agent has to go on from. */
    Ground ground();

    /** A check or the gate says no to the ground's files. */
    record OfCheck(Verdict.Failed verdict, Ground ground) implements Objection {}

    /** What landed meanwhile changes the same places; the ground has both, with conflict markers, on top of that. */
    record OfConflict(List<String> paths, Ground ground) implements Objection {

        public OfConflict {
            paths = List.copyOf(paths);
        }
    }

    /** In a few words, for the log. */
    default String words() {
        return switch (this) {
            case OfCheck(var verdict, var _) -> "this failed: " + verdict.command();
            case OfConflict(var paths, var _) -> "conflicts with what landed meanwhile in " + String.join(", ", paths);
        };
    }

    /** What becomes of the attempt if nobody puts it right. */
    default Outcome failure(String after) {
        return switch (this) {
            case OfCheck(var verdict, var _) ->
                Outcome.failed(
                        verdict.check().origin() == Check.Origin.GATE ? "gate_failed" : "check_failed",
                        verdict.command() + ": " + verdict.evidence() + after);
            case OfConflict _ -> Outcome.failed("conflict", words() + after);
        };
    }
}
