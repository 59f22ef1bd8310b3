package dev.coppice.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/**
 * What the queue costs and how soon it answers, beside what bounds it and beside two peers, all on one server in one run. Prints one JSON
 * line for each figure; progress goes to standard error. {@code bench.only} names the parts to run, all without it.
 */
public final class QueueBench {

    private static final String ONLY = System.getProperty("bench.only", "");

    private QueueBench() {}

    public static void main(String... arguments) throws Exception {
        System.setProperty(
                "bench.only", ONLY); // The parts in the application look at it, and are skipped where it is not set.
        boolean complete = true;
        if (isWanted("drains") || isWanted("pickup") || isWanted("snapshot")) {
            complete = complete(QueueFigures.class);
        }
        if (isWanted("expiry")) {
            complete &= complete(LeaseExpiryFigures.class);
        }
        if (isWanted("recovery")) {
            RecoveryFigures.print();
        }
        System.exit(complete ? 0 : 1);
    }

    static boolean isWanted(String part) {
        return ONLY.isEmpty() || ONLY.contains(part);
    }

    /** Boots the application as its tests do and runs the class in it. By name: Quarkus loads it with a loader of its own. */
    private static boolean complete(Class<?> figures) {
        var listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(figures.getName()))
                                .build(),
                        listener);
        var summary = listener.getSummary();
        summary.printFailuresTo(new PrintWriter(System.err, true, UTF_8), 40);
        return summary.getTestsSucceededCount() > 0 && summary.getTotalFailureCount() == 0;
    }
}
