package dev.coppice.forge.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coppice.forge.Forge;
import dev.coppice.forge.ForgeFailure;
import dev.coppice.forge.MergeMethod;
import dev.coppice.forge.NewPullRequest;
import dev.coppice.forge.PullRequest;
import dev.coppice.forge.Standing;
import dev.coppice.forge.http.HostCalls;
import dev.coppice.forge.http.JsonCalls;
import dev.coppice.task.CommitId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A project at GitLab, whose merge requests are the pull requests here. */
public final class GitLabForge implements Forge {

    private static final int PAGE = 100;

    private final JsonCalls calls;
    private final String web;
    private final String project;

    /** The address where people see GitLab, without a slash at the end; the project with all its groups. */
    public GitLabForge(HostCalls calls, String web, String project) {
        this.calls = new JsonCalls(calls);
        this.web = web;
        this.project = project;
    }

    /** Whether merging makes commits anew on top is for the project's settings to say, not for a request. */
    @Override
    public Set<MergeMethod> methods() {
        return Set.of(MergeMethod.MERGE, MergeMethod.SQUASH);
    }

    @Override
    public Optional<PullRequest> find(String head, String base, CommitId at) {
        var list = calls.get(requests() + "?state=all&per_page=" + PAGE + "&source_branch=" + encoded(head)
                + "&target_branch=" + encoded(base));
        var found = list.valueStream().map(this::read).toList();
        return found.stream()
                .filter(request -> request.state() == PullRequest.State.OPEN)
                .findFirst()
                .or(() -> found.stream()
                        .filter(request -> request.head().equals(at))
                        .findFirst());
    }

    @Override
    public PullRequest open(NewPullRequest wanted) {
        var body = new HashMap<String, Object>(said(wanted));
        body.put("source_branch", wanted.head());
        body.put("target_branch", wanted.base());
        return read(calls.send("POST", requests(), body));
    }

    @Override
    public void update(PullRequest present, NewPullRequest wanted) {
        var _ = calls.send("PUT", request(present.number()), said(wanted));
    }

    /** A draft is one by its title. */
    private static Map<String, Object> said(NewPullRequest wanted) {
        return Map.of("title", (wanted.isDraft() ? "Draft: " : "") + wanted.title(), "description", wanted.body());
    }

    @Override
    public void label(PullRequest present, List<String> labels) {
        var _ = calls.send("PUT", request(present.number()), Map.of("add_labels", String.join(",", labels)));
    }

    @Override
    public Standing look(int number) {
        var answer = calls.get(request(number));
        var read = read(answer);
        return read.state() == PullRequest.State.OPEN
                ? new Standing(read, MergeStatus.of(answer), new GitLabChecks(calls, path()).of(read.head(), answer))
                : new Standing(read, new Standing.Mergeability.Unknown(), List.of());
    }

    /** What it says to a request that cannot be merged is 405, 406, 409 or 422: all of it means to look again. */
    @Override
    public void merge(int number, CommitId at, MergeMethod method, String message) {
        boolean squashes = method == MergeMethod.SQUASH;
        var body = new HashMap<String, Object>(Map.of("sha", at.sha(), "squash", squashes));
        body.put(squashes ? "squash_commit_message" : "merge_commit_message", message);
        try {
            var _ = calls.send("PUT", request(number) + "/merge", body);
        } catch (ForgeFailure e) {
            throw e.kind() == ForgeFailure.Kind.REFUSED
                    ? new ForgeFailure(ForgeFailure.Kind.MOVED, String.valueOf(e.getMessage()))
                    : e;
        }
    }

    private PullRequest read(JsonNode answer) {
        try {
            int number = answer.path("iid").asInt();
            return new PullRequest(
                    number,
                    web + "/" + project + "/-/merge_requests/" + number,
                    state(answer.path("state").asText()),
                    new CommitId(answer.path("sha").asText()),
                    answer.path("draft").asBoolean());
        } catch (IllegalArgumentException e) {
            throw new ForgeFailure(ForgeFailure.Kind.LATER, "the forge's answer makes no sense");
        }
    }

    /** Locked is one that is being merged this moment. */
    private static PullRequest.State state(String word) {
        return switch (word) {
            case "opened", "locked" -> PullRequest.State.OPEN;
            case "merged" -> PullRequest.State.MERGED;
            case "closed" -> PullRequest.State.CLOSED;
            default -> throw new IllegalArgumentException(word);
        };
    }

    private String path() {
        return "/projects/" + encoded(project);
    }

    private String requests() {
        return path() + "/merge_requests";
    }

    private String request(int number) {
        return requests() + "/" + number;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
