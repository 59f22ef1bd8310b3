package dev.coppice.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.selenium.AxeBuilder;
import dev.coppice.endtoend.PackagedCoppice;
import dev.coppice.endtoend.RunningService;
import dev.coppice.endtoend.SampleRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard of a packaged service, open in a real browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AServedDashboard {

    static final String HOSTILE = "<img src=x onerror=\"window.hacked=1\"><script>window.hacked=1</script>";

    @TempDir
    static Path folder;

    SampleRepository repository;
    PackagedCoppice coppice;
    RunningService service;
    Browser browser;

    @BeforeAll
    void begin() throws IOException {
        browser = Browser.open(folder);
        repository = SampleRepository.in(folder.resolve("repository"));
        coppice = new PackagedCoppice(folder.resolve("home"), repository.folder());
        service = serve("0");
    }

    RunningService serve(String port) {
        return RunningService.startAt(port, coppice, folder.resolve("home"), "--agent", "shell", "--workers", "3");
    }

    @AfterAll
    void end() {
        if (browser != null) {
            browser.close();
            service.stop();
        }
    }

    static Path gate(String name) {
        return folder.resolve("gate-" + name);
    }

    static void open(String gate) throws IOException {
        Files.createFile(gate(gate));
    }

    static String shell(String title, String script) {
        return title + "\n\n```sh\n" + script + "\n```\n\n";
    }

    /** Waits until somebody opens the gate, and then writes a file. */
    static String gated(String gate, String file) {
        return "echo begun; until test -e '" + gate(gate) + "'; do sleep 0.1; done; echo 'a = 1' > " + file;
    }

    String submit(String plan) {
        return service.submit(Map.of("plan_text", plan, "plan_name", "browser.md"));
    }

    void visit(String path) {
        browser.visit(service.address() + path);
    }

    int cards(String column) {
        return browser.count("#main .card." + column);
    }

    /** What keeps somebody from using the page that is shown. */
    @SuppressWarnings(
            "deprecation") // the other way opens a window for each look and gives it a second, for frames that there
    // are not
    List<String> obstacles() {
        return new AxeBuilder()
                .setLegacyMode(true).analyze(browser.driver()).getViolations().stream()
                        .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                        .flatMap(rule -> rule.getNodes().stream().map(node -> rule.getId() + " at " + node.getTarget()))
                        .toList();
    }

    void assertNothingRuns(String view) {
        assertThat(browser.script("return window.hacked ?? null")).as(view).isNull();
        assertThat(browser.count("#main img, #main script, #drawer img, #drawer script, #drawer b > b"))
                .as(view)
                .isZero();
        assertThat(browser.complaints()).as(view).isEmpty();
    }
}
