package dev.coppice.cli;

import dev.coppice.git.GitRepository;
import dev.coppice.git.Opening;
import dev.coppice.process.Legible;
import dev.coppice.process.TypedCommand;
import dev.coppice.queue.ExecutionReport;
import dev.coppice.task.BranchName;
import dev.coppice.task.ExecutionState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a run says of a result in the end: what was done with it, how to look at it, and the command that does what is left to do. Each
 * command can be typed as it stands where the run was started.
 */
record ResultWords(ExecutionReport report, RunRequest request) {

    String text() {
        var lines = new ArrayList<String>();
        said().forEach(lines::add);
        if (report.resultCommit().equals(report.baseCommit())) {
            lines.add(nothing());
        } else {
            lines.add("the result is on the branch " + report.resultBranch() + "; look at it"
                    + taking().map(_ -> ", then take it:").orElse(":"));
            lines.add("  " + git("log", "--oneline", report.baseCommit().substring(0, 10) + ".." + branch()));
            taking().ifPresent(command -> lines.add("  " + command));
        }
        return String.join("\n", lines);
    }

    /** Whether something that was asked for was not done; what is said of it ends with the command that does it. */
    boolean isSomethingLeft() {
        return Stream.of(merge(), push()).anyMatch(outcome -> outcome.equals("left") || outcome.equals("pending"))
                && report.status().equals(ExecutionState.COMPLETED.word());
    }

    /** Whether a push was asked for and did not happen: who takes the result from the remote must not be told that all is well. */
    boolean isPushMissing() {
        return report.status().equals(ExecutionState.COMPLETED.word())
                && (push().equals("left") || push().equals("pending"));
    }

    private List<String> said() {
        if (!report.status().equals(ExecutionState.COMPLETED.word())) {
            return List.of();
        }
        return Stream.of(
                        said(
                                merge(),
                                "merged",
                                Optional.ofNullable(report.publication())
                                        .map(ExecutionReport.PublicationReport::detail)),
                        said(
                                push(),
                                "pushed",
                                Optional.ofNullable(report.push()).map(ExecutionReport.PushReport::detail)))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> said(String outcome, String done, Optional<String> detail) {
        var words = Legible.text(detail.orElse(""));
        return switch (outcome) {
            case "merged", "pushed" -> Optional.of(done + ": " + words);
            case "left" -> Optional.of("not " + done + ": " + words);
            case "pending" -> Optional.of("not " + done + " yet, to be tried again: " + words);
            default -> Optional.empty();
        };
    }

    private String merge() {
        var done = report.publication();
        return done == null ? "" : done.outcome();
    }

    private String push() {
        var done = report.push();
        return done == null ? "" : done.outcome();
    }

    private String nothing() {
        return report.status().equals(ExecutionState.COMPLETED.word())
                ? "nothing had to be changed, so there is nothing to take"
                : "nothing has landed, so there is nothing to take; to try again: "
                        + TypedCommand.of(
                                "coppice", "run", request.planName(), "--repo", request.repository(), "--resume");
    }

    /** Empty where the result was merged already, or something else is left to do first. */
    private Optional<String> taking() {
        if (merge().equals("merged") || isSomethingLeft()) {
            return Optional.empty();
        }
        return repository().filter(opened -> !opened.hasCheckout()).isPresent()
                ? base().map(base -> git("fetch", ".", branch() + ":" + base))
                : Optional.of(git("merge", branch()));
    }

    private Optional<BranchName> base() {
        return repository().flatMap(opened -> opened.branch(request.base()));
    }

    /** The branch for people, if it is where the result is: somebody may have put commits on it. */
    private String branch() {
        var name = new BranchName("refs/heads/" + report.resultBranch());
        return repository()
                .flatMap(opened -> opened.tipOf(name))
                .filter(tip -> !tip.sha().equals(report.resultCommit()))
                .map(_ -> report.resultCommit())
                .orElse(report.resultBranch());
    }

    private String git(String... words) {
        var line = new ArrayList<>(List.of("git"));
        if (!isHere()) {
            line.addAll(List.of("-C", request.repository()));
        }
        line.addAll(List.of(words));
        return new TypedCommand(line).toString();
    }

    private boolean isHere() {
        return GitRepository.open(Path.of("")) instanceof Opening.Opened(var here)
                && here.topLevel().toString().equals(request.repository());
    }

    private Optional<GitRepository> repository() {
        return GitRepository.open(Path.of(request.repository())) instanceof Opening.Opened(var opened)
                ? Optional.of(opened)
                : Optional.empty();
    }
}
