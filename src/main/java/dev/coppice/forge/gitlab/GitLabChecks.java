package dev.coppice.forge.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coppice.forge.Check;
import dev.coppice.forge.ForgeFailure;
import dev.coppice.forge.http.JsonCalls;
import dev.coppice.task.CommitId;
import java.util.ArrayList;
import java.util.List;

/** What GitLab knows of a request's commit: its pipeline, and each job and status by name. */
record GitLabChecks(JsonCalls calls, String project) {

    private static final int PAGE = 100;

    private static final int MOST_PAGES = 10;

    List<Check> of(CommitId commit, JsonNode request) {
        var checks = new ArrayList<Check>();
        var pipeline = request.path("head_pipeline").path("status");
        if (pipeline.isTextual()) {
            checks.add(new Check("pipeline", outcome(pipeline.textValue())));
        }
        for (int page = 1; page <= MOST_PAGES; page++) {
            var statuses = calls.get(
                    project + "/repository/commits/" + commit + "/statuses?per_page=" + PAGE + "&page=" + page);
            statuses.valueStream().map(GitLabChecks::read).forEach(checks::add);
            if (statuses.size() < PAGE) {
                return checks;
            }
        }
        throw new ForgeFailure(
                ForgeFailure.Kind.REFUSED, "there are more than " + MOST_PAGES * PAGE + " checks on the commit");
    }

    private static Check read(JsonNode status) {
        var word = status.path("status").asText();
        boolean holdsUp = !status.path("allow_failure").asBoolean();
        var outcome = outcome(word);
        boolean isExcused = outcome == Check.Outcome.FAILED || word.equals("manual");
        return new Check(status.path("name").asText(), isExcused && !holdsUp ? Check.Outcome.PASSED : outcome);
    }

    /** What waits for a person to start it is pending. */
    private static Check.Outcome outcome(String status) {
        return switch (status) {
            case "success", "skipped" -> Check.Outcome.PASSED;
            case "failed", "canceled" -> Check.Outcome.FAILED;
            default -> Check.Outcome.PENDING;
        };
    }
}
