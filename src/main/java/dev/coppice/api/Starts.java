package dev.coppice.api;

import dev.coppice.access.Principal;
import dev.coppice.queue.Executions;
import dev.coppice.task.ExecutionId;
import jakarta.enterprise.context.ApplicationScoped;

/** Carries a start request to the queue. */
@ApplicationScoped
class Starts {

    private final Admission admission;
    private final Submissions submissions;
    private final Resumes resumes;
    private final Executions executions;

    Starts(Admission admission, Submissions submissions, Resumes resumes, Executions executions) {
        this.admission = admission;
        this.submissions = submissions;
        this.resumes = resumes;
        this.executions = executions;
    }

    /** Its tasks can be claimed afterwards; a {@link ProblemException} says which field is in the way. */
    StartedView start(StartRequest request, Principal caller) {
        var admitted = admission.admit(request, caller);
        return request.resume() ? resumes.resume(request, admitted) : begin(request, admitted, caller);
    }

    private StartedView begin(StartRequest request, Admission.Admitted admitted, Principal caller) {
        var started = submissions.submit(request, admitted);
        executions.startedBy(new ExecutionId(started.executionId()), caller.name());
        return started;
    }
}
