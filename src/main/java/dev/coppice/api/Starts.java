package dev.coppice.api;

import jakarta.enterprise.context.ApplicationScoped;

/** Carries a start request to the queue. */
@ApplicationScoped
class Starts {

    private final Admission admission;
    private final Submissions submissions;
    private final Resumes resumes;

    Starts(Admission admission, Submissions submissions, Resumes resumes) {
        this.admission = admission;
        this.submissions = submissions;
        this.resumes = resumes;
    }

    /** Its tasks can be claimed afterwards; a {@link ProblemException} says which field is in the way. */
    StartedView start(StartRequest request, boolean byOperator) {
        var admitted = admission.admit(request, byOperator);
        return request.resume() ? resumes.resume(request, admitted) : submissions.submit(request, admitted);
    }
}
