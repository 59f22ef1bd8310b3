package dev.coppice.bench;

import java.util.Arrays;
import java.util.Locale;

/** Measured times of one kind, in milliseconds. */
public final class Samples {

    private final String name;
    private final double[] milliseconds;

    public Samples(String name, double[] milliseconds) {
        this.name = name;
        this.milliseconds = milliseconds.clone();
        Arrays.sort(this.milliseconds);
    }

    public String name() {
        return name;
    }

    public double median() {
        return quantile(0.5);
    }

    double mean() {
        return Arrays.stream(milliseconds).average().orElseThrow();
    }

    public double quantile(double share) {
        int index = (int) Math.ceil(share * milliseconds.length) - 1;
        return milliseconds[Math.max(0, index)];
    }

    /** One JSON line. */
    public String line(String more) {
        return String.format(
                Locale.ROOT,
                "{\"figure\":\"%s\",\"samples\":%d,\"median_ms\":%.1f,\"p90_ms\":%.1f,\"p99_ms\":%.1f,\"max_ms\":%.1f%s}",
                name,
                milliseconds.length,
                median(),
                quantile(0.9),
                quantile(0.99),
                quantile(1),
                more);
    }
}
