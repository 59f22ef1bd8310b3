package dev.coppice.submission;

import dev.coppice.forge.roster.Forges;
import dev.coppice.git.GitRepository;
import dev.coppice.plan.Plan;
import dev.coppice.pullrequest.RequestPlaces;
import dev.coppice.queue.publication.MarkTarget;
import dev.coppice.queue.publication.Publishing;
import dev.coppice.task.ExecutionId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Says before anything is written whether a result can go where it is asked to, and then where that is. */
@ApplicationScoped
class Deliveries {

    private final RequestPlaces places;

    Deliveries(RequestPlaces places) {
        this.places = places;
    }

    /** Empty if nothing is in the way; the request is complete, with what its repository wants. */
    Optional<Submitted> objection(PlanRequest request, GitRepository repository) {
        return toMark(request, repository)
                .or(() -> toMerge(request, repository))
                .or(() -> toPush(request, repository))
                .or(() -> toPullRequest(request, repository));
    }

    private static Optional<Submitted> toMark(PlanRequest request, GitRepository repository) {
        return request.terms()
                .markedFile()
                .flatMap(file -> new MarkedFile(file).objection(repository, request.base()))
                .map(reason -> new Submitted.BadRequest("mark_done", reason));
    }

    private static Optional<Submitted> toMerge(PlanRequest request, GitRepository repository) {
        return request.autoMerge() && repository.branch(request.base()).isEmpty()
                ? Optional.of(
                        new Submitted.BadRequest(
                                "auto_merge",
                                "auto_merge takes a branch forward to the result, and " + request.base()
                                        + " names none here (a tag, a commit, or a HEAD that is on no branch); give the branch as the base"))
                : Optional.empty();
    }

    private static Optional<Submitted> toPush(PlanRequest request, GitRepository repository) {
        var field = request.delivery().push().isPresent() ? "push" : "pull_request";
        return request.delivery()
                .destination()
                .flatMap(destination -> destination.objection(repository))
                .map(reason -> new Submitted.BadRequest(field, reason));
    }

    private Optional<Submitted> toPullRequest(PlanRequest request, GitRepository repository) {
        return request.delivery()
                .pullRequest()
                .flatMap(ask -> switch (place(request, repository)) {
                    case Forges.Lead.Nowhere(var reason) -> Optional.of(reason);
                    case Forges.Lead.To place -> {
                        var wanted = new WantedRequest(ask, request);
                        yield wanted.objection(repository)
                                .or(() -> wanted.merge().flatMap(method -> places.objection(place, method)));
                    }
                })
                .map(reason -> new Submitted.BadRequest("pull_request", reason));
    }

    private Forges.Lead place(PlanRequest request, GitRepository repository) {
        return places.lead(
                repository, request.delivery().destination().orElseThrow().remote());
    }

    /** For a request to which there was no objection. */
    Publishing publishing(PlanRequest request, Plan plan, GitRepository repository, ExecutionId id) {
        var target = request.delivery().destination().map(destination -> destination.target(repository, id));
        var pullRequest = request.delivery()
                .pullRequest()
                .flatMap(ask -> place(request, repository) instanceof Forges.Lead.To place
                        ? Optional.of(new WantedRequest(ask, request).wish(place, target.orElseThrow(), repository))
                        : Optional.empty());
        var marks = request.terms().markedFile().map(file -> new MarkTarget(file, plan.dialect()));
        return new Publishing(repository.branch(request.base()), request.autoMerge(), target, pullRequest, marks);
    }
}
