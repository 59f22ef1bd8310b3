package dev.coppice.cli.options;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say where the completed result is to go. */
public final class DeliveryOptions {

    @Option(
            names = "--auto-merge",
            description = "Takes the base branch forward to the completed result, where that hurts nobody.")
    boolean autoMerge;

    @Option(
            names = "--push",
            paramLabel = "REMOTE[:BRANCH]",
            defaultValue = "",
            description = "Pushes the completed result to this remote of the repository, never by force."
                    + " Default branch: coppice/<execution>/result.")
    String push = "";

    @Mixin
    PullRequestOptions pullRequest = new PullRequestOptions();

    /** What is wrong with them. */
    public Optional<String> objection() {
        return pullRequest.objection();
    }

    /** Those given that an execution keeps as they were when it began. */
    public List<String> kept() {
        return Stream.of(
                        push.isEmpty() ? null : "--push",
                        pullRequest.pullRequest().asked() ? "--pull-request" : null)
                .flatMap(Stream::ofNullable)
                .toList();
    }

    public boolean autoMerge() {
        return autoMerge;
    }

    /** The remote, or {@code remote:branch}; empty: none. */
    public String push() {
        return push;
    }

    public RunPullRequest pullRequest() {
        return pullRequest.pullRequest();
    }

    /** As the API takes them. */
    public void writeTo(Map<String, Object> body) {
        body.put("auto_merge", autoMerge);
        if (!push.isEmpty()) {
            body.put("push", push);
        }
        pullRequest().writeTo(body);
    }
}
