package dev.coppice.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.OutputType;

/** What the dashboard shows: to everybody, in both themes, of large plans and of hostile ones. */
class DashboardViewsIT extends AServedDashboard {
    private static final Path SCREENSHOTS =
            Path.of(System.getProperty("coppice.test.screenshots", "target/screenshots"));

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
            if (theme.equals("light")) {
                everything
                        .assertThat(tooWideForAPhone(name))
                        .as("%s on a phone", view)
                        .isEqualTo("");
            }
        }
        everything.assertAll();
    }

    private Object tooWideForAPhone(String name) throws IOException {
        browser.becomesAPhone();
        var found = tooWide();
        photograph(name + "-phone.png");
        browser.becomesADesk();
        return found;
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

    private void photograph(String name) throws IOException {
        Files.write(SCREENSHOTS.resolve(name), browser.driver().getScreenshotAs(OutputType.BYTES));
    }
}
