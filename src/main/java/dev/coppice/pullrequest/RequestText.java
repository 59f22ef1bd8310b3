package dev.coppice.pullrequest;

import dev.coppice.forge.NewPullRequest;
import dev.coppice.queue.Executions;
import dev.coppice.queue.publication.PullRequestWish;
import dev.coppice.report.Reports;
import dev.coppice.task.ExecutionId;
import jakarta.enterprise.context.ApplicationScoped;

/** What a pull request says: the execution's report, in which the texts of plans and agents are nothing but text. */
@ApplicationScoped
class RequestText {

    /** GitHub takes 65,536. */
    private static final int MOST_CHARACTERS = 65_000;

    private static final String CUT = "\n\nThere is no room here for the rest.\n";

    private final Executions executions;
    private final Reports reports;

    RequestText(Executions executions, Reports reports) {
        this.executions = executions;
        this.reports = reports;
    }

    NewPullRequest of(ExecutionId execution, PullRequestWish wish) {
        var report = reports.markdown(executions.find(execution).orElseThrow());
        return new NewPullRequest(
                wish.head(), wish.base(), wish.title(), bounded(report), wish.isDraft(), wish.labels());
    }

    /** Cut at the end of a line, so that nothing is cut out of what keeps a text harmless. */
    static String bounded(String text) {
        if (text.length() <= MOST_CHARACTERS) {
            return text;
        }
        int end = text.lastIndexOf('\n', MOST_CHARACTERS - CUT.length());
        return text.substring(0, Math.max(end, 0)) + CUT;
    }

    /** Of the commit that a merge makes. */
    static String ofCommit(ExecutionId execution) {
        return "Merged by Coppice when all checks had passed.\n\nCoppice-Execution: " + execution + "\n";
    }
}
