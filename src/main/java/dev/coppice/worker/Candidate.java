package dev.coppice.worker;

import dev.coppice.integration.Integrator;
import dev.coppice.integration.Merge;
import dev.coppice.landing.LandingRequest;
import dev.coppice.task.CommitId;
import dev.coppice.task.ExecutionId;

/** Work that stands in the merge queue. */
record Candidate(Integrator git, LandingRequest request) {

    ExecutionId execution() {
        return request.lease().execution();
    }

    /** As it would land on this tip; no ref moves. */
    Merge on(CommitId tip) {
        return git.prepare(request.base(), tip, request.work(), request.message(), request.worktree());
    }
}
