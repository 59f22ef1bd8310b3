package dev.coppice.ops.metrics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The tables of docs/metrics.md. */
final class MetricsGuide {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z_]+)` \\| (\\w+) \\| ([^|]*)\\|");
    private static final Pattern WORD = Pattern.compile("`([a-z_]+)`");

    private MetricsGuide() {}

    record Entry(String type, Set<String> labels) {}

    static Map<String, Entry> all() {
        try {
            var entries = new TreeMap<String, Entry>();
            ROW.matcher(Files.readString(Path.of("docs/metrics.md")))
                    .results()
                    .forEach(row -> entries.put(row.group(1), new Entry(row.group(2), labels(row.group(3)))));
            return entries;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> labels(String cell) {
        return new TreeSet<>(WORD.matcher(cell)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList());
    }
}
