package dev.coppice.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.ServiceNote;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a person does in the dashboard. */
class DashboardIT extends AServedDashboard {

    @Test
    void aPlanIsStartedFromTheFormAndWatchedToItsEnd() throws IOException {
        visit("/start");
        browser.fill(
                "textarea",
                "## Batch 1: One\n\n" + shell("### Task 1.1: First", gated("form", "one.py"))
                        + shell("### Task 1.2: Second", "echo 'b = 2' > two.py"));
        browser.awaitText("#reading", "2 tasks in 1 batch");

        browser.click("button", "Start");
        Browser.await(() -> browser.path().startsWith("/executions/exec_"));
        Browser.await(() -> cards("executing") == 1 && cards("completed") == 1);
        browser.script("window.isTheSamePage = true");
        open("form");

        Browser.await(() -> cards("completed") == 2);
        browser.awaitText("#main", "✓\ncompleted");
        assertThat(browser.script("return window.isTheSamePage")).isEqualTo(true);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aPlanThatCannotRunIsToldByLineAndNotStarted() {
        visit("/start");

        browser.fill("textarea", "## Batch 1: One\n\n### Task 1.1: First\n\n**Depends on:** Task 9.9\n");

        browser.awaitText("#reading", "there is no task 9.9");
        browser.awaitText("#reading", "5:22");
        assertThat(browser.find("button.primary").isEnabled()).isFalse();
    }

    @Test
    void whatAnAgentDoesIsSeenWhileItDoesItAndWhatItChangedAfterwards() throws IOException {
        var execution = submit("## Batch 1: One\n\n" + shell("### Task 1.1: First", gated("stream", "one.py")));
        visit("/executions/" + execution);

        browser.click("a.card");
        browser.awaitText("#drawer .stream", "begun");
        open("stream");
        browser.awaitText("#drawer .head", "completed");
        browser.click("#drawer .tabs button", "Diff");

        browser.awaitText("#drawer .diff", "+a = 1");
        browser.awaitText("#drawer .diff nav", "one.py");
        assertThat(browser.count("#drawer .diff .hljs-number")).isEqualTo(1);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void whatIsCancelledCanBeTriedAgain() throws IOException {
        var execution = submit("## Batch 1: One\n\n" + shell("### Task 1.1: First", gated("cancel", "one.py")));
        visit("/executions/" + execution);
        Browser.await(() -> cards("executing") == 1);

        browser.click(".actions button", "Cancel");
        browser.driver().switchTo().alert().accept();
        browser.awaitText("#main", "⊘\ncancelled");
        browser.click(".actions button", "Retry what failed");
        Browser.await(() -> cards("executing") == 1);
        open("cancel");

        Browser.await(() -> cards("completed") == 1);
    }

    /** By an agent that reads its prompt, which only the operator may name. */
    private String submitDecisions() {
        var script = "cat > /dev/null; test $COPPICE_TASK != 1.3 || sleep 600; echo x > $COPPICE_TASK";
        var plan = "## Batch 1: One\n\n### Task 1.1: " + HOSTILE + "\n\nDo it.\n\n### Task 1.2: Second\n\nDo it.\n\n"
                + "### Task 1.3: Third\n\nDo it.\n\n### Task 1.4: Fourth\n\n**Depends on:** Task 1.3\n";
        return given().baseUri(service.address())
                .contentType("application/json")
                .header(
                        "Authorization",
                        "Bearer "
                                + ServiceNote.read(folder.resolve("home"))
                                        .orElseThrow()
                                        .token())
                .body(Map.of(
                        "plan_text",
                        plan,
                        "agent_command",
                        List.of("sh", "-c", script),
                        "require_approval",
                        List.of("1.1", "1.2")))
                .post("/api/v1/autonomous/start")
                .then()
                .statusCode(200)
                .extract()
                .path("execution_id");
    }

    /** Opens a task's question, says something, and means it. */
    private void decide(String verb, String words) {
        browser.click("#drawer .actions button", verb + "…");
        if (!words.isEmpty()) {
            browser.fill("#decision-words", words);
        }
        browser.click("dialog button", verb);
    }

    @Test
    void aTaskIsApprovedAndItsAgentReadsWhatWasSaid() {
        var execution = submitDecisions();
        visit("/executions/" + execution + "/tasks/1.1");

        browser.click("#drawer .actions button", "Approve…");
        assertThat(obstacles()).isEmpty();
        browser.click("dialog button", "Leave it");
        decide("Approve", "Mind the gap. " + HOSTILE);
        browser.awaitText("#drawer .head", "completed");
        browser.click("#drawer .tabs button", "Prompt");

        browser.awaitText("#drawer .told", "# Task 1.1: " + HOSTILE);
        assertThat(browser.text("#drawer .told")).contains("```text\nMind the gap. " + HOSTILE + "\n```");
        assertThat(obstacles()).isEmpty();
        assertNothingRuns("prompt");
        service.ask("/" + execution + "/cancel");
    }

    @Test
    void whatIsRejectedAndTriedAfterAllIsDoneByAnAgentThatKnowsWhy() {
        var execution = submitDecisions();
        visit("/executions/" + execution + "/tasks/1.2");

        decide("Reject", "Not with that table.");
        browser.awaitText("#drawer .head", "cancelled");
        browser.awaitText("#drawer .content", "Not with that table.");
        decide("Retry", "With the old one.");
        decide("Approve", "");
        browser.awaitText("#drawer .head", "completed");
        browser.click("#drawer .tabs button", "Prompt");

        browser.awaitText("#drawer .told", "Not with that table.");
        assertThat(browser.text("#drawer .told")).contains("With the old one.");
        assertThat(browser.complaints()).isEmpty();
        service.ask("/" + execution + "/cancel");
    }

    @Test
    void oneTaskIsCancelledAndItsExecutionGoesOn() {
        var execution = submitDecisions();
        service.awaitPhase(execution, "1.3", "running");
        visit("/executions/" + execution + "/tasks/1.3");

        decide("Cancel task", "");

        browser.awaitText("#drawer .head", "⊘\ncancelled");
        Browser.await(() -> cards("failed") == 2 && cards("queued") == 2);
        browser.awaitText("#main", "◐\nexecuting");
        assertThat(obstacles()).isEmpty();
        browser.complaints(); // of a log that has nothing new
        service.ask("/" + execution + "/cancel");
    }

    @Test
    void aPageOutlivesTheServiceThatItCameFrom() throws IOException {
        var execution = submit("## Batch 1: One\n\n" + shell("### Task 1.1: First", gated("restart", "one.py")));
        visit("/executions/" + execution);
        Browser.await(() -> cards("executing") == 1);
        browser.script("window.isTheSamePage = true");
        var port = service.address().substring(service.address().lastIndexOf(':') + 1);

        service.stop();
        browser.awaitText("#connection", "connecting");
        service = serve(port);
        browser.awaitText("#connection", "live");
        open("restart");

        Browser.await(() -> cards("completed") == 1);
        assertThat(browser.script("return window.isTheSamePage")).isEqualTo(true);
        browser.complaints();
    }

    @Test
    void whatIsOverIsRunAgainWithOneClickAndItsSummaryIsMadeForPaper() throws IOException {
        var execution = submit("## Batch 1: One\n\n" + shell("### Task 1.1: First", "echo \"x = $$\" > again.py"));
        service.awaitStatus(execution, "completed");
        visit("/executions/" + execution + "/summary");
        browser.awaitText("#main .summary", "completed");
        browser.awaitText("#main .summary", "1.1");
        browser.prints(true);
        assertThat(browser.find(".top").isDisplayed()).isFalse();
        assertThat(browser.find("#main .summary table").isDisplayed()).isTrue();
        browser.prints(false);

        browser.click(".actions button", "Run again");

        Browser.await(() -> browser.path().startsWith("/executions/exec_")
                && !browser.path().contains(execution));
        Browser.await(() -> cards("completed") == 1);
        assertThat(browser.complaints()).isEmpty();
    }
}
