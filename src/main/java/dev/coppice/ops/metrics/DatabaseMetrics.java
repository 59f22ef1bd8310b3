package dev.coppice.ops.metrics;

import dev.coppice.queue.figures.QueueGauges.Figure;
import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.GaugeMetricFamily;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** What is queued and at work in the database, of all services on it: the same whichever of them is asked. */
@Singleton
class DatabaseMetrics {

    private final DatabaseLook look;

    DatabaseMetrics(DatabaseLook look) {
        this.look = look;
    }

    /** A gauge, and the names of the labels that its figures have. */
    private record Series(String figure, String name, List<String> labels) {

        GaugeMetricFamily of(List<Figure> figures) {
            var family = new GaugeMetricFamily(name, "See docs/metrics.md.", labels);
            figures.stream()
                    .filter(each -> each.name().equals(figure))
                    .forEach(each -> family.addMetric(
                            List.of(each.first(), each.second()).subList(0, labels.size()), each.value()));
            return family;
        }
    }

    private static final List<Series> ALL = List.of(
            new Series("executions", "coppice_executions", List.of("state")),
            new Series("tasks", "coppice_tasks", List.of("agent", "state")),
            new Series("oldest", "coppice_queue_oldest_ready_seconds", List.of("agent")),
            new Series("leases", "coppice_leases", List.of()),
            new Series("leases_expired", "coppice_leases_expired", List.of()),
            new Series("workers", "coppice_workers", List.of("state")),
            new Series("slots", "coppice_worker_slots", List.of()),
            new Series("paused", "coppice_agent_paused", List.of("agent", "reason")),
            new Series("landings", "coppice_landings_open", List.of()),
            new Series("oldest_landing", "coppice_landing_oldest_seconds", List.of()));

    /** Where the framework puts its own metrics too; it would make one by itself. */
    @Produces
    @Singleton
    static CollectorRegistry registry(DatabaseMetrics metrics) {
        var registry = new CollectorRegistry(true);
        registry.register(metrics.new Gauges());
        return registry;
    }

    /** Describes itself, because it would be asked for all of its figures to find out their names otherwise. */
    private final class Gauges extends Collector implements Collector.Describable {

        @Override
        public List<MetricFamilySamples> collect() {
            return families();
        }

        @Override
        public List<MetricFamilySamples> describe() {
            return List.of();
        }
    }

    private List<Collector.MetricFamilySamples> families() {
        var figures = look.figures();
        var families = new ArrayList<Collector.MetricFamilySamples>();
        families.add(new GaugeMetricFamily("coppice_database_up", "See docs/metrics.md.", figures.isPresent() ? 1 : 0));
        figures.ifPresent(found -> ALL.forEach(series -> families.add(series.of(found))));
        return families;
    }
}
