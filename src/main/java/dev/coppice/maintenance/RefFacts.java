package dev.coppice.maintenance;

import dev.coppice.git.OwnRef;
import dev.coppice.git.PresentRef;
import dev.coppice.queue.ExecutionSummary;
import dev.coppice.task.CommitId;
import dev.coppice.task.ExecutionId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that decides what becomes of one execution's refs in one repository.
 *
 * @param known empty if the database does not know the execution
 * @param unmerged those commits that are part of no branch of the user's
 * @param landings the commits that the result's own chain shows to be landings
 * @param landedAttempts the attempts whose work landed
 * @param holder the user's branch that the result is part of, for people; of no meaning if it is part of none
 */
record RefFacts(
        ExecutionId execution,
        Path repository,
        Optional<ExecutionSummary> known,
        Map<OwnRef, PresentRef> refs,
        Set<CommitId> unmerged,
        Set<CommitId> landings,
        Set<OwnRef> landedAttempts,
        String holder,
        Retention retention) {

    Optional<PresentRef> result() {
        return Optional.ofNullable(refs.get(new OwnRef.Result(execution)));
    }

    /** Part of a branch of the user's; what is no commit never is. */
    boolean isMerged(PresentRef ref) {
        return ref.commit().filter(commit -> !unmerged.contains(commit)).isPresent();
    }

    boolean isResultMerged() {
        return result().filter(this::isMerged).isPresent();
    }

    /** When the execution ended; empty if that is not known. */
    Optional<Instant> ended() {
        return known.flatMap(ExecutionSummary::finishedAt);
    }
}
