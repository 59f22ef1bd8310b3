package dev.coppice.ops.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A scrape, read as Prometheus reads it. */
record Exposition(Map<String, String> types, Map<String, String> samples) {

    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\S+) (\\S+)$");
    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z_]+(?:\\{.*})?) (\\S+)$");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"");

    static Exposition read(String text) {
        var types = new TreeMap<String, String>();
        var samples = new LinkedHashMap<String, String>();
        TYPE.matcher(text).results().forEach(match -> types.put(match.group(1), match.group(2)));
        SAMPLE.matcher(text).results().forEach(match -> samples.put(match.group(1), match.group(2)));
        return new Exposition(types, samples);
    }

    /** By the name alone, as the guide names it. */
    Map<String, String> typesOf(String prefix) {
        var chosen = new TreeMap<String, String>();
        types.forEach((name, type) -> {
            if (name.startsWith(prefix) && !name.endsWith("_max")) {
                chosen.put(name, type);
            }
        });
        return chosen;
    }

    /** Those of its samples; empty if there are no samples. */
    Optional<Set<String>> labels(String name) {
        return samples.keySet().stream()
                .filter(sample -> sample.matches(Pattern.quote(name) + "(_count)?(\\{.*)?"))
                .findFirst()
                .map(sample -> {
                    var labels = new TreeSet<>(LABEL.matcher(sample)
                            .results()
                            .map(MatchResult::group)
                            .toList());
                    var names = new TreeSet<String>();
                    labels.forEach(label -> names.add(label.replace("=\"", "")));
                    return names;
                });
    }

    /** Of a sample that has to be there. */
    double value(String sample) {
        assertThat(samples).containsKey(sample);
        return Double.parseDouble(samples.get(sample));
    }
}
