package dev.coppice.report;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Writes suites in the XML that JUnit's reports have made common, as Jenkins and GitLab read it. */
final class JUnitXml {

    private static final int LONGEST_MESSAGE = 300;

    /** In UTC and without a zone, as the form wants it. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Xml xml = new Xml();

    private JUnitXml() {}

    /** The document, named for the plan. */
    static String of(String plan, List<Suite> suites) {
        var writing = new JUnitXml();
        writing.write(plan, suites);
        return writing.xml.end();
    }

    private void write(String plan, List<Suite> suites) {
        xml.open(
                "testsuites",
                "name",
                plan,
                "tests",
                Long.toString(
                        suites.stream().mapToLong(suite -> suite.cases().size()).sum()),
                "failures",
                count(suites, Verdict.Failed.class),
                "errors",
                count(suites, Verdict.Missing.class),
                "time",
                seconds(suites.stream().map(Suite::time).reduce(Duration.ZERO, Duration::plus)));
        suites.forEach(suite -> write(plan, suite));
        xml.close();
    }

    private static String count(List<Suite> suites, Class<? extends Verdict> verdict) {
        return Long.toString(
                suites.stream().mapToLong(suite -> suite.count(verdict)).sum());
    }

    private void write(String plan, Suite suite) {
        xml.open(
                "testsuite",
                "name",
                suite.name(),
                "tests",
                Integer.toString(suite.cases().size()),
                "failures",
                Long.toString(suite.count(Verdict.Failed.class)),
                "errors",
                Long.toString(suite.count(Verdict.Missing.class)),
                "skipped",
                Long.toString(suite.count(Verdict.Skipped.class)),
                "time",
                seconds(suite.time()));
        suite.startedAt().ifPresent(start -> xml.attribute("timestamp", TIME.format(start)));
        suite.cases().forEach(each -> write(plan + " / " + suite.name(), each));
        xml.close();
    }

    /** Dots would be read as packages. */
    private void write(String place, Case each) {
        xml.open("testcase", "name", each.name(), "classname", place.replace('.', '_'), "time", seconds(each.time()));
        switch (each.verdict()) {
            case Verdict.Passed _ -> {}
            case Verdict.Failed(var type, var message) -> write("failure", type, message);
            case Verdict.Missing(var type, var message) -> write("error", type, message);
            case Verdict.Skipped(var message) -> {
                xml.open("skipped", "message", shortened(message));
                xml.close();
            }
        }
        if (!each.output().isEmpty()) {
            xml.open("system-out");
            xml.text(each.output());
            xml.close();
        }
        xml.close();
    }

    private void write(String element, String type, String message) {
        xml.open(element, "type", type, "message", shortened(message));
        xml.text(message);
        xml.close();
    }

    private static String shortened(String message) {
        return message.codePointCount(0, message.length()) <= LONGEST_MESSAGE
                ? message
                : message.substring(0, message.offsetByCodePoints(0, LONGEST_MESSAGE)) + "...";
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f", time.toMillis() / 1000.0);
    }
}
