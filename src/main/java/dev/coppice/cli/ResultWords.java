package dev.coppice.cli;

import dev.coppice.cli.progress.HandoverWords;
import dev.coppice.git.GitRepository;
import dev.coppice.git.Opening;
import dev.coppice.process.TypedCommand;
import dev.coppice.report.ExecutionReport;
import dev.coppice.task.BranchName;
import dev.coppice.task.ExecutionState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a run says of a result in the end: what was done with it, how to look at it, and the command that does what is left to do. Each
 * command can be typed as it stands where the run was started.
 */
final class ResultWords {

    private final ExecutionReport report;
    private final RunRequest request;
    private final Optional<GitRepository> repository;
    private final boolean isHere;

    /** Looks at the repository once, for all that it says. */
    ResultWords(ExecutionReport report, RunRequest request) {
        this.report = report;
        this.request = request;
        this.repository = open(Path.of(request.repository()));
        this.isHere = open(Path.of(""))
                .filter(here -> here.topLevel().toString().equals(request.repository()))
                .isPresent();
    }

    private static Optional<GitRepository> open(Path folder) {
        return GitRepository.open(folder) instanceof Opening.Opened(var opened)
                ? Optional.of(opened)
                : Optional.empty();
    }

    String text() {
        var lines = new ArrayList<>(new HandoverWords(report).lines());
        if (report.resultCommit().equals(report.baseCommit())) {
            lines.add(nothing());
        } else {
            var taking = taking();
            lines.add("the result is on the branch " + report.resultBranch() + "; look at it"
                    + taking.map(_ -> ", then take it:").orElse(":"));
            lines.add("  " + git("log", "--oneline", report.baseCommit().substring(0, 10) + ".." + branch()));
            taking.ifPresent(command -> lines.add("  " + command));
        }
        return String.join("\n", lines);
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
        var handover = new HandoverWords(report);
        if (handover.isMerged() || handover.isSomethingLeft()) {
            return Optional.empty();
        }
        return repository.filter(opened -> !opened.hasCheckout()).isPresent()
                ? base().map(base -> git("fetch", ".", branch() + ":" + base))
                : Optional.of(git("merge", branch()));
    }

    private Optional<BranchName> base() {
        return repository.flatMap(opened -> opened.branch(request.base()));
    }

    /** The branch for people, if it is where the result is: somebody may have put commits on it. */
    private String branch() {
        var name = new BranchName("refs/heads/" + report.resultBranch());
        return repository
                .flatMap(opened -> opened.tipOf(name))
                .filter(tip -> !tip.sha().equals(report.resultCommit()))
                .map(_ -> report.resultCommit())
                .orElse(report.resultBranch());
    }

    private String git(String... words) {
        var line = new ArrayList<>(List.of("git"));
        if (!isHere) {
            line.addAll(List.of("-C", request.repository()));
        }
        line.addAll(List.of(words));
        return new TypedCommand(line).toString();
    }
}
