package dev.coppice.submission;

import dev.coppice.forge.MergeMethod;
import dev.coppice.forge.roster.Forges;
import dev.coppice.git.GitRepository;
import dev.coppice.project.PullRequestSettings;
import dev.coppice.project.RequestWords;
import dev.coppice.pullrequest.RequestTitle;
import dev.coppice.queue.publication.PullRequestWish;
import dev.coppice.queue.publication.PushTarget;
import dev.coppice.task.BranchName;
import java.util.List;
import java.util.Optional;

/** What somebody asks of a pull request, completed by what the repository has to say about such requests. */
record WantedRequest(PullRequestAsk ask, PlanRequest request) {

    /** What is wrong with it in this repository. */
    Optional<String> objection(GitRepository repository) {
        return wordsObjection().or(() -> baseObjection(repository)).or(this::mergeObjection);
    }

    private Optional<String> wordsObjection() {
        if (ask.title().filter(title -> RequestTitle.line(title).isEmpty()).isPresent()) {
            return Optional.of("its title is empty");
        }
        if (labels().size() > RequestWords.MOST_LABELS) {
            return Optional.of("it has more than " + RequestWords.MOST_LABELS + " labels");
        }
        try {
            labels().forEach(RequestWords::label);
            checks().orElse(List.of()).forEach(RequestWords::check);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of("a label or a check of it " + e.getMessage());
        }
    }

    private Optional<String> baseObjection(GitRepository repository) {
        var base = base(repository);
        if (base.isEmpty()) {
            return Optional.of("it needs a branch to ask for, and " + request.base()
                    + " names none here; give one as its base, by its short name");
        }
        var destination = request.delivery().destination().orElseThrow();
        return destination.branch().filter(base.get()::equals).isPresent()
                ? Optional.of("the branch that is pushed and the one that is to get it are both " + base.get())
                : Optional.empty();
    }

    private Optional<String> mergeObjection() {
        if (ask.merge().isPresent() && merge().isEmpty()) {
            return Optional.of("merge must be true, false, merge, squash or rebase");
        }
        return merge().isPresent() && isDraft()
                ? Optional.of("a draft is not merged; ask for one of the two")
                : Optional.empty();
    }

    /** As the original system did it, unless somebody says otherwise. */
    Optional<MergeMethod> merge() {
        return ask.merges()
                ? ask.merge()
                        .or(() -> Optional.ofNullable(settings().mergeMethod()))
                        .map(MergeMethod::of)
                        .orElse(Optional.of(MergeMethod.SQUASH))
                : Optional.empty();
    }

    private Optional<String> base(GitRepository repository) {
        return ask.base()
                .filter(name -> BranchName.isBranch("refs/heads/" + name))
                .or(() -> ask.base().isPresent()
                        ? Optional.empty()
                        : repository.branch(request.base()).map(BranchName::shortName));
    }

    private boolean isDraft() {
        return ask.draft().orElse(settings().draft());
    }

    private List<String> labels() {
        return ask.labels().orElse(settings().labels());
    }

    private Optional<List<String>> checks() {
        return ask.checks().or(() -> Optional.ofNullable(settings().checks()));
    }

    private PullRequestSettings settings() {
        return request.settings().project().pullRequest();
    }

    PullRequestWish wish(Forges.Lead.To place, PushTarget target, GitRepository repository) {
        return new PullRequestWish(
                place.forge(),
                place.project(),
                target.branch().shortName(),
                base(repository).orElseThrow(),
                ask.title().map(RequestTitle::line).orElseGet(() -> RequestTitle.of(request.planName())),
                isDraft(),
                labels(),
                merge(),
                ask.deleteBranch().orElse(settings().deleteBranch()),
                checks());
    }
}
