package dev.coppice.ops.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;

/** What is measured in time, and by which bounds: few, because each is a series for every combination of labels. */
final class Durations {

    private static final Duration[] PICKUP = millis(50, 250, 1_000, 5_000, 30_000, 120_000, 600_000);
    private static final Duration[] PHASE =
            millis(250, 1_000, 5_000, 15_000, 60_000, 300_000, 900_000, 1_800_000, 3_600_000, 7_200_000);
    private static final double[] ANSWER = Arrays.stream(millis(5, 25, 100, 250, 1_000, 5_000, 30_000))
            .mapToDouble(Duration::toNanos)
            .toArray();

    Durations() {}

    private static Duration[] millis(long... bounds) {
        return Arrays.stream(bounds).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }

    static Timer pickup(MeterRegistry meters, Tags tags) {
        return Timer.builder("coppice.pickup")
                .serviceLevelObjectives(PICKUP)
                .tags(tags)
                .register(meters);
    }

    static Timer phase(MeterRegistry meters, Tags tags) {
        return Timer.builder("coppice.phase")
                .serviceLevelObjectives(PHASE)
                .tags(tags)
                .register(meters);
    }

    /** The framework's own timer of requests knows no bounds. */
    @Produces
    @Singleton
    static MeterFilter bounds() {
        return new MeterFilter() {
            @Override
            public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                return id.getName().equals("http.server.requests")
                        ? DistributionStatisticConfig.builder()
                                .serviceLevelObjectives(ANSWER)
                                .build()
                                .merge(config)
                        : config;
            }
        };
    }
}
