package dev.coppice.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coppice.forge.Check;
import dev.coppice.forge.ForgeFailure;
import dev.coppice.forge.http.HostCalls;
import dev.coppice.forge.http.JsonCalls;
import dev.coppice.task.CommitId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.github.GHCheckRun;
import org.kohsuke.github.GHRepository;

/** What has been reported of a commit: by apps as check runs, by others as statuses. */
record GitHubChecks(HostCalls calls, GHRepository repository, String project) {

    private static final int PAGE = 100;

    /** With more, somebody makes them by a loop; then the request is not merged, because not all of them have been seen. */
    private static final int MOST_PAGES = 10;

    List<Check> of(CommitId commit) throws IOException {
        var checks = statuses(commit);
        for (var run : repository.getCheckRuns(commit.sha()).withPageSize(PAGE)) {
            checks.add(new Check(String.valueOf(run.getName()), outcome(run)));
            refuseIfTooMany(checks.size() / PAGE);
        }
        return checks;
    }

    private static Check.Outcome outcome(GHCheckRun run) {
        if (run.getStatus() != GHCheckRun.Status.COMPLETED) {
            return Check.Outcome.PENDING;
        }
        var conclusion = run.getConclusion();
        return switch (conclusion == null ? GHCheckRun.Conclusion.UNKNOWN : conclusion) {
            case SUCCESS, NEUTRAL, SKIPPED -> Check.Outcome.PASSED;
            case ACTION_REQUIRED, CANCELLED, FAILURE, STALE, TIMED_OUT, UNKNOWN -> Check.Outcome.FAILED;
        };
    }

    /** The newest of each context; the library knows only the list of all that there ever were. */
    private List<Check> statuses(CommitId commit) {
        var found = new ArrayList<Check>();
        for (int page = 1; page == 1 || found.size() == (page - 1) * PAGE; page++) {
            refuseIfTooMany(page);
            var combined = new JsonCalls(calls)
                    .get("/repos/" + project + "/commits/" + commit + "/status?per_page=" + PAGE + "&page=" + page);
            combined.path("statuses").forEach(status -> found.add(read(status)));
        }
        return found;
    }

    private static Check read(JsonNode status) {
        return new Check(
                status.path("context").asText(),
                switch (status.path("state").asText()) {
                    case "success" -> Check.Outcome.PASSED;
                    case "pending" -> Check.Outcome.PENDING;
                    default -> Check.Outcome.FAILED;
                });
    }

    private static void refuseIfTooMany(int pages) {
        if (pages > MOST_PAGES) {
            throw new ForgeFailure(
                    ForgeFailure.Kind.REFUSED, "there are more than " + MOST_PAGES * PAGE + " checks on the commit");
        }
    }
}
