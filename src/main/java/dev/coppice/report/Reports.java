package dev.coppice.report;

import dev.coppice.queue.ExecutionStatus;
import jakarta.enterprise.context.ApplicationScoped;

/** What came of an execution, in the forms that CI systems and pull requests show; of one that goes on, what has come so far. */
@ApplicationScoped
public class Reports {

    private final AttemptTails tails;

    Reports(AttemptTails tails) {
        this.tails = tails;
    }

    /** XML as JUnit writes it, for the test reports of CI systems. */
    public String junit(ExecutionStatus execution) {
        return JUnitXml.of(execution.plan().name(), new Suites(execution, tails::of).all());
    }

    /** Markdown for job summaries and comments on pull requests, short enough for both. */
    public String markdown(ExecutionStatus execution) {
        return new MarkdownSummary(execution, tails::of).text();
    }
}
