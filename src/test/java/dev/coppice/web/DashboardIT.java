package dev.coppice.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.selenium.AxeBuilder;
import dev.coppice.database.ServiceNote;
import dev.coppice.endtoend.PackagedCoppice;
import dev.coppice.endtoend.RunningService;
import dev.coppice.endtoend.SampleRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.OutputType;

/** What a person sees and does in the dashboard of the packaged service, in a real browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardIT {

    private static final String HOSTILE = "<img src=x onerror=\"window.hacked=1\"><script>window.hacked=1</script>";
    private static final Path SCREENSHOTS =
            Path.of(System.getProperty("coppice.test.screenshots", "target/screenshots"));

    @TempDir
    static Path folder;

    private SampleRepository repository;
    private PackagedCoppice coppice;
    private RunningService service;
    private Browser browser;

    @BeforeAll
    void begin() throws IOException {
        browser = Browser.open(folder);
        repository = SampleRepository.in(folder.resolve("repository"));
        coppice = new PackagedCoppice(folder.resolve("home"), repository.folder());
        service = serve("0");
    }

    private RunningService serve(String port) {
        return RunningService.startAt(port, coppice, folder.resolve("home"), "--agent", "shell", "--workers", "3");
    }

    @AfterAll
    void end() {
        if (browser != null) {
            browser.close();
            service.stop();
        }
    }

    private static Path gate(String name) {
        return folder.resolve("gate-" + name);
    }

    private static void open(String gate) throws IOException {
        Files.createFile(gate(gate));
    }

    private static String shell(String title, String script) {
        return title + "\n\n```sh\n" + script + "\n```\n\n";
    }

    /** Waits until somebody opens the gate, and then writes a file. */
    private static String gated(String gate, String file) {
        return "echo begun; until test -e '" + gate(gate) + "'; do sleep 0.1; done; echo 'a = 1' > " + file;
    }

    private String submit(String plan) {
        return service.submit(Map.of("plan_text", plan, "plan_name", "browser.md"));
    }

    private void visit(String path) {
        browser.visit(service.address() + path);
    }

    private int cards(String column) {
        return browser.count("#main .card." + column);
    }

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
    void nothingThatAPlanOrAnAgentSaysIsMoreThanText() throws IOException {
        var plan = "# " + HOSTILE + "\n\n[link](javascript:window.hacked=1) ![picture](x) " + HOSTILE
                + "\n\n## Batch 1: " + HOSTILE + "\n\n"
                + shell(
                        "### Task 1.1: " + HOSTILE,
                        "echo '" + HOSTILE + "'; echo '" + HOSTILE + "' > '<b>bold<b>.html'")
                + "**Verification:**\n- `echo '" + HOSTILE + "'`\n";
        var execution = submit(plan);
        service.awaitStatus(execution, "completed");

        for (var view : List.of(
                "board",
                "timeline",
                "graph",
                "landings",
                "spending",
                "events",
                "changes",
                "plan",
                "summary",
                "tasks/1.1")) {
            visit("/executions/" + execution + "/" + view);
            browser.awaitText("#main", "browser.md");
            Browser.await(() -> !browser.text("#main").contains("Reading the ")
                    && !browser.text("#main").contains("Reading events…"));
            assertNothingRuns(view);
        }
        for (var tab : List.of("Agent", "Diff", "Attempts")) {
            browser.click("#drawer .tabs button", tab);
            Browser.await(() -> !browser.text("#drawer .content").isBlank());
            assertNothingRuns(tab);
        }
    }

    private void assertNothingRuns(String view) {
        assertThat(browser.script("return window.hacked ?? null")).as(view).isNull();
        assertThat(browser.count("#main img, #main script, #drawer img, #drawer script, #drawer b > b"))
                .as(view)
                .isZero();
        assertThat(browser.complaints()).as(view).isEmpty();
    }

    @Test
    void aPlanIsShownAsItIsMeantWithTheStateBesideEachTask() throws IOException {
        var execution = submit(SamplePlan.TEXT);
        service.awaitStatus(execution, "failed");

        visit("/executions/" + execution + "/plan");
        browser.awaitText("#main .plan", "Readings come in Celsius");
        browser.awaitText("#main .plan", "Verification:");

        assertThat(browser.count("#main .plan .markdown strong")).isPositive();
        assertThat(browser.count("#main .plan .markdown li code")).isPositive();
        assertThat(browser.text("#main .plan")).doesNotContain("**", "```");
        assertThat(browser.text("#main .plan")).containsPattern("1\\.3 Name the wind\\s+✕\\s+failed");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aPlanOfAThousandTasksStaysUsable() throws IOException {
        var plan = IntStream.rangeClosed(1, 20)
                .mapToObj(batch -> "## Batch " + batch + ": Many\n\n"
                        + IntStream.rangeClosed(1, 50)
                                .mapToObj(task -> shell(
                                        "### Task " + batch + "." + task + ": Number " + task,
                                        gated("many", "x-" + batch + "-" + task)))
                                .collect(Collectors.joining()))
                .collect(Collectors.joining());
        var execution = submit(plan);
        visit("/executions/" + execution);

        Browser.await(() -> browser.count("a.card") == 1000 && cards("executing") == 3);
        browser.click("a.card.executing");
        browser.awaitText("#drawer .stream", "begun");
        browser.click("#drawer .head button[aria-label=Close]");
        visit("/executions/" + execution + "/graph");
        Browser.await(() -> browser.count("a.node") == 1000);
        visit("/executions/" + execution);
        browser.click(".actions button", "Cancel");
        browser.driver().switchTo().alert().accept();

        browser.awaitText("#main", "⊘\ncancelled");
        assertThat(browser.complaints()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void everyViewIsForEverybodyAndIsPhotographed(String theme) throws IOException {
        var execution = submit(SamplePlan.TEXT);
        service.awaitStatus(execution, "failed");
        Files.createDirectories(SCREENSHOTS);
        visit("/");
        browser.becomes(theme);
        var everything = new SoftAssertions();

        for (var view : List.of(
                "",
                "start",
                "workers",
                "board",
                "timeline",
                "graph",
                "landings",
                "spending",
                "events",
                "changes",
                "plan",
                "summary",
                "tasks/1.1")) {
            boolean isOfExecution = !List.of("", "start", "workers").contains(view);
            visit(isOfExecution ? "/executions/" + execution + "/" + view : "/" + view);
            Browser.await(() -> !browser.text("#main").isBlank()
                    && !browser.text("#main").contains("Loading…")
                    && !browser.text("#main").contains("Reading the ")
                    && !browser.text("#main").contains("Reading events…"));
            everything.assertThat(obstacles()).as("%s in %s", view, theme).isEmpty();
            var name = view.isEmpty() ? "executions" : view.replace('/', '-');
            photograph(name + "-" + theme + ".png");
            browser.becomesAPhone();
            everything.assertThat(tooWide()).as("%s on a phone", view).isEqualTo("");
            photograph(name + "-phone-" + theme + ".png");
            browser.becomesADesk();
        }
        everything.assertAll();
    }

    /** What reaches beyond the right edge and cannot be scrolled to within a part of the page. */
    private Object tooWide() {
        return browser.script("""
                return document.documentElement.scrollWidth <= innerWidth ? '' : [...document.querySelectorAll('body *')]
                  .filter((each) => each.getBoundingClientRect().right > innerWidth + 1)
                  .map((each) => each.tagName + '.' + each.className).slice(0, 5).join(', ')
                """);
    }

    @Test
    void theWorkersPageTellsOfWorktreesLeasesAndTheTimeBeforeItWasOpened() throws IOException {
        var execution = submit("## Batch 1: One\n\n" + shell("### Task 1.1: First", gated("workers", "one.py")));
        service.awaitPhase(execution, "1.1", "running");

        visit("/workers");
        browser.awaitText("#main", "1.1, attempt 1");
        browser.awaitText("#main", "unless renewed");
        Browser.await(() -> browser.text("#main").matches("(?s).*[1-9][0-9.]* [kM]B on the disk.*"));
        browser.awaitText("#main", "A worker loses a lease if");

        assertThat(browser.count("figure.depth polyline.executing")).isPositive();
        open("workers");
        service.awaitStatus(execution, "completed");
        Browser.await(() -> !browser.text("#main").contains("unless renewed"));
        assertThat(browser.complaints()).isEmpty();
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

    /** What keeps somebody from using the page that is shown. */
    private List<String> obstacles() {
        return new AxeBuilder()
                .analyze(browser.driver()).getViolations().stream()
                        .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                        .flatMap(rule -> rule.getNodes().stream().map(node -> rule.getId() + " at " + node.getTarget()))
                        .toList();
    }

    private void photograph(String name) throws IOException {
        Files.write(SCREENSHOTS.resolve(name), browser.driver().getScreenshotAs(OutputType.BYTES));
    }
}
