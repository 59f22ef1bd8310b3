package dev.coppice.web;

import dev.coppice.bench.Samples;
import dev.coppice.endtoend.PackagedCoppice;
import dev.coppice.endtoend.RunningService;
import dev.coppice.endtoend.SampleRepository;
import dev.coppice.files.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How soon a browser that has never been there shows an execution of 1,000 tasks: its first paint, and all of its cards. Prints one JSON line
 * for each figure; beside them the first paint of the same page without any execution.
 */
public final class PaintBench {

    private static final int LOADS = 15;
    private static final int BATCHES = 20;
    private static final int TASKS = 50;

    private PaintBench() {}

    public static void main(String... arguments) throws IOException {
        var folder = Files.createTempDirectory("coppice-paint");
        try (var browser = Browser.open(folder)) {
            var repository = SampleRepository.in(folder.resolve("repository"));
            var coppice = new PackagedCoppice(folder.resolve("home"), repository.folder());
            var service = RunningService.start(
                    coppice,
                    folder.resolve("home"),
                    "--agent-command",
                    "sh -c 'until test -e " + folder + "/gate; do sleep 1; done'");
            try {
                measure(browser, service);
            } finally {
                Files.createFile(folder.resolve("gate"));
                service.stop();
            }
        } finally {
            FileTree.delete(folder);
        }
    }

    private static void measure(Browser browser, RunningService service) {
        var execution = service.submit(Map.of("plan_text", plan()));
        var paints = new double[LOADS];
        var cards = new double[LOADS];
        var beside = new double[LOADS];
        for (int load = -2; load < LOADS; load++) {
            double without = paint(browser, service.address() + "/workers", "h1");
            double with = paint(browser, service.address() + "/executions/" + execution, "a.card");
            if (load >= 0) {
                beside[load] = without;
                paints[load] = with;
                cards[load] = allCards(browser);
            }
        }
        System.out.println(new Samples("first_paint_of_1000_tasks", paints).line(""));
        System.out.println(new Samples("all_1000_cards", cards).line(""));
        System.out.println(new Samples("first_paint_without_an_execution", beside).line(""));
    }

    /** By the browser's own clock, from the beginning of the navigation. */
    private static double paint(Browser browser, String address, String selector) {
        browser.driver().executeCdpCommand("Network.clearBrowserCache", Map.of());
        browser.visit(address);
        browser.find(selector);
        return ((Number) browser.script("return performance.getEntriesByName('first-contentful-paint')[0].startTime"))
                .doubleValue();
    }

    private static double allCards(Browser browser) {
        Browser.await(() -> browser.count("a.card") == BATCHES * TASKS);
        return ((Number) browser.script("return performance.getEntriesByName('coppice-board')[0].startTime"))
                .doubleValue();
    }

    private static String plan() {
        return IntStream.rangeClosed(1, BATCHES)
                .mapToObj(batch -> "## Batch " + batch + ": Many\n\n"
                        + IntStream.rangeClosed(1, TASKS)
                                .mapToObj(task -> "### Task " + batch + "." + task + ": Number " + task + "\n\n")
                                .collect(Collectors.joining()))
                .collect(Collectors.joining());
    }
}
