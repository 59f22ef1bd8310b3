package dev.coppice.ops.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What watches a service asks only for what there is, and who is woken by an alert finds what to do. */
class AlertsTest {

    private static final Path KUBERNETES = Path.of("kubernetes");

    /** Prometheus' own. */
    private static final String UP = "up";

    private static List<JsonNode> alerts() throws IOException {
        var rules = new YAMLMapper()
                .readTree(KUBERNETES.resolve("prometheus/alerts.yaml").toFile());
        return all(rules.at("/spec/groups/0/rules")).toList();
    }

    private static Stream<JsonNode> all(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static List<String> expressions() throws IOException {
        var dashboard = new ObjectMapper()
                .readTree(KUBERNETES.resolve("grafana/coppice.json").toFile());
        return Stream.concat(
                        alerts().stream().map(alert -> alert.path("expr").asText()),
                        all(dashboard.path("panels"))
                                .flatMap(panel -> all(panel.path("targets")))
                                .map(target -> target.path("expr").asText()))
                .toList();
    }

    @Test
    void everyExpressionCanBeReadAndAsksOnlyForDocumentedMetrics() throws IOException {
        var known = new TreeSet<>(MetricsGuide.all().keySet());
        known.add(UP);

        assertThat(expressions()).hasSizeGreaterThan(40).allSatisfy(text -> {
            var expression = new PromQl(text);
            assertThat(expression.objections()).as(text).isEmpty();
            assertThat(expression.metrics()).as(text).isNotEmpty();
            assertThat(known).as(text).containsAll(expression.metrics());
        });
    }

    @Test
    void onlyLabelsThatAMetricHasAreAskedFor() throws IOException {
        var ofMonitor = Set.of("job", "instance", "le");
        var selector = Pattern.compile("([a-z_]+)\\{([^}]*)}");
        for (var text : expressions()) {
            selector.matcher(text).results().forEach(match -> {
                var name = match.group(1).replaceAll("_(bucket|sum|count)$", "");
                for (var label : match.group(2).split(",\\s*(?=[a-z_]+[=!])", -1)) {
                    var asked = label.replaceAll("[=!~].*", "").strip();
                    assertThat(ofMonitor.contains(asked)
                                    || MetricsGuide.all().get(name).labels().contains(asked))
                            .as("%s in %s", asked, text)
                            .isTrue();
                }
            });
        }
    }

    @Test
    void theRunbookSaysWhatToDoAboutEveryAlertAndAboutNoOther() throws IOException {
        var runbook = Files.readString(Path.of("docs/runbook.md"));
        var section = runbook.substring(runbook.indexOf("\n## Alerts\n") + 1);
        section = section.substring(0, section.indexOf("\n## ", 1));
        var headings = Pattern.compile("(?m)^### (\\w+)$")
                .matcher(section)
                .results()
                .map(match -> match.group(1))
                .toList();

        assertThat(alerts()).extracting(alert -> alert.path("alert").asText()).containsExactlyElementsOf(headings);
        assertThat(alerts()).allSatisfy(alert -> {
            var name = alert.path("alert").asText();
            assertThat(alert.at("/annotations/runbook_url").asText())
                    .isEqualTo("docs/runbook.md#" + name.toLowerCase(Locale.ROOT));
            assertThat(alert.at("/annotations/summary").asText()).isNotBlank();
            assertThat(alert.at("/labels/severity").asText()).isIn("critical", "warning", "info");
        });
    }

    @Test
    void theMonitorAsksWhereTheMetricsAre() throws IOException {
        var monitor = new YAMLMapper()
                .readTree(KUBERNETES.resolve("prometheus/servicemonitor.yaml").toFile());

        assertThat(monitor.path("kind").asText()).isEqualTo("ServiceMonitor");
        assertThat(monitor.at("/spec/endpoints/0/path").asText()).isEqualTo("/q/metrics");
    }
}
