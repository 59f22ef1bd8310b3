package dev.coppice.forge.github;

import dev.coppice.forge.Forge;
import dev.coppice.forge.ForgeFailure;
import dev.coppice.forge.MergeMethod;
import dev.coppice.forge.NewPullRequest;
import dev.coppice.forge.PullRequest;
import dev.coppice.forge.Standing;
import dev.coppice.forge.http.HostCalls;
import dev.coppice.task.CommitId;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kohsuke.github.GHIssueState;
import org.kohsuke.github.GHPullRequest;
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.GitHubBuilder;
import org.kohsuke.github.GitHubRateLimitHandler;

/** A repository at GitHub, through the library of its users. */
public final class GitHubForge implements Forge {

    private static final int PAGE = 100;

    private final HostCalls calls;
    private final String web;
    private final String project;

    /** The address where people see GitHub, without a slash at the end; the project as {@code owner/name}. */
    public GitHubForge(HostCalls calls, String web, String project) {
        this.calls = calls;
        this.web = web;
        this.project = project;
    }

    @Override
    public Set<MergeMethod> methods() {
        return Set.of(MergeMethod.values());
    }

    @Override
    public Optional<PullRequest> find(String head, String base, CommitId at) {
        return asked(repository -> {
            var found = requests(repository, head, base);
            return found.stream()
                    .filter(request -> request.state() == PullRequest.State.OPEN)
                    .findFirst()
                    .or(() -> found.stream()
                            .filter(request -> request.head().equals(at))
                            .findFirst());
        });
    }

    private List<PullRequest> requests(GHRepository repository, String head, String base) throws IOException {
        var page = repository
                .queryPullRequests()
                .state(GHIssueState.ALL)
                .head(repository.getOwnerName() + ":" + head)
                .base(base)
                .list()
                .withPageSize(PAGE)
                .iterator()
                .nextPage();
        return page.stream().map(this::read).toList();
    }

    @Override
    public PullRequest open(NewPullRequest wanted) {
        return asked(repository -> read(repository.createPullRequest(
                wanted.title(), wanted.head(), wanted.base(), wanted.body(), true, wanted.isDraft())));
    }

    @Override
    public void update(PullRequest present, NewPullRequest wanted) {
        var _ = asked(repository -> {
            var request = repository.getPullRequest(present.number());
            request.setTitle(wanted.title());
            request.setBody(wanted.body());
            return request;
        });
    }

    @Override
    public void label(PullRequest present, List<String> labels) {
        var _ = asked(
                repository -> repository.getPullRequest(present.number()).addLabels(labels.toArray(String[]::new)));
    }

    @Override
    public Standing look(int number) {
        return asked(repository -> {
            var request = repository.getPullRequest(number);
            var read = read(request);
            if (read.state() != PullRequest.State.OPEN) {
                return new Standing(read, new Standing.Mergeability.Unknown(), List.of());
            }
            var checks = new GitHubChecks(calls, repository, project).of(read.head());
            return new Standing(read, MergeStates.of(request), checks);
        });
    }

    @Override
    public void merge(int number, CommitId at, MergeMethod method, String message) {
        var _ = asked(repository -> {
            var request = repository.getPullRequest(number);
            request.merge(method == MergeMethod.REBASE ? null : message, at.sha(), library(method));
            return request;
        });
    }

    private static GHPullRequest.MergeMethod library(MergeMethod method) {
        return switch (method) {
            case MERGE -> GHPullRequest.MergeMethod.MERGE;
            case SQUASH -> GHPullRequest.MergeMethod.SQUASH;
            case REBASE -> GHPullRequest.MergeMethod.REBASE;
        };
    }

    private PullRequest read(GHPullRequest request) {
        try {
            return new PullRequest(
                    request.getNumber(),
                    web + "/" + project + "/pull/" + request.getNumber(),
                    state(request),
                    new CommitId(request.getHead().getSha()),
                    request.isDraft());
        } catch (IOException | IllegalArgumentException | NullPointerException e) {
            throw senseless();
        }
    }

    private static PullRequest.State state(GHPullRequest request) {
        if (request.getMergedAt() != null) {
            return PullRequest.State.MERGED;
        }
        return request.getState() == GHIssueState.OPEN ? PullRequest.State.OPEN : PullRequest.State.CLOSED;
    }

    private static ForgeFailure senseless() {
        return new ForgeFailure(ForgeFailure.Kind.LATER, "the forge's answer makes no sense");
    }

    /** The library's own checked exceptions are about answers that said yes and are none. */
    private <T> T asked(Question<T> question) {
        try {
            var github = new GitHubBuilder()
                    .withEndpoint(calls.at("").toString())
                    .withConnector(new ConfinedConnector(calls))
                    .withRateLimitHandler(GitHubRateLimitHandler.FAIL)
                    .build();
            var repository = github.getRepository(project);
            if (!project.equalsIgnoreCase(repository.getFullName())) {
                throw new ForgeFailure(
                        ForgeFailure.Kind.REFUSED, "the forge answers for another project than " + project);
            }
            return question.ask(repository);
        } catch (IOException e) {
            throw senseless();
        }
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask(GHRepository repository) throws IOException;
    }
}
