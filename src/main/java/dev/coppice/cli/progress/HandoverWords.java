package dev.coppice.cli.progress;

import dev.coppice.process.Legible;
import dev.coppice.report.ExecutionReport;
import dev.coppice.report.PublicationReport;
import dev.coppice.report.PullRequestReport;
import dev.coppice.report.PushReport;
import dev.coppice.task.ExecutionState;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says what was done with the result of an execution that is completed: merged, pushed, or why not. */
public record HandoverWords(ExecutionReport report) {

    /** A line for each thing that was asked for, with the command that does what was not done. */
    public List<String> lines() {
        if (!isCompleted()) {
            return marks().stream().toList();
        }
        return Stream.of(
                        marks(),
                        line(
                                merge(),
                                "merged",
                                Optional.ofNullable(report.publication()).map(PublicationReport::detail)),
                        line(
                                push(),
                                "pushed",
                                Optional.ofNullable(report.push()).map(PushReport::detail)))
                .flatMap(Optional::stream)
                .collect(Collectors.collectingAndThen(Collectors.toList(), this::withPullRequests));
    }

    private Optional<String> marks() {
        var marks = report.marks();
        if (marks == null) {
            return Optional.empty();
        }
        var file = Legible.text(marks.file());
        var words = Legible.text(marks.detail());
        return switch (marks.outcome()) {
            case "marked" -> Optional.of("marked as done in " + file + ": " + words);
            case "left" -> Optional.of("nothing marked in " + file + ": " + words);
            default -> Optional.empty();
        };
    }

    private List<String> withPullRequests(List<String> lines) {
        report.pullRequests().stream().map(HandoverWords::line).forEach(lines::add);
        return List.copyOf(lines);
    }

    private static String line(PullRequestReport request) {
        var reason = request.reason().isEmpty() ? "" : ": " + Legible.text(request.reason());
        var place = request.url() == null ? "not open" : Legible.text(request.url());
        return "pull request " + place + ", " + request.state().replace('_', ' ') + reason;
    }

    public boolean isMerged() {
        return merge().equals("merged");
    }

    /** Whether something that was asked for was not done; what is said of it ends with the command that does it. */
    public boolean isSomethingLeft() {
        return isCompleted() && Stream.of(merge(), push()).anyMatch(HandoverWords::isOpen);
    }

    /** Whether a push was asked for and did not happen: who takes the result from the remote must not be told that all is well. */
    public boolean isPushMissing() {
        return isCompleted() && isOpen(push());
    }

    /** Whether a pull request was asked for and is not open, or was to be merged and will not be. */
    public boolean isPullRequestMissing() {
        return isCompleted() && report.pullRequests().stream().anyMatch(HandoverWords::isMissing);
    }

    private static boolean isMissing(PullRequestReport request) {
        return switch (request.state()) {
            case "open", "waiting_for_checks", "merged" -> false;
            default -> true;
        };
    }

    private static boolean isOpen(String outcome) {
        return outcome.equals("left") || outcome.equals("pending");
    }

    private boolean isCompleted() {
        return report.status().equals(ExecutionState.COMPLETED.word());
    }

    private static Optional<String> line(String outcome, String done, Optional<String> detail) {
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
}
