package dev.coppice.maintenance;

import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;

/** What is to be kept, for one test: everything, unless it says otherwise. */
record Settings(
        Duration keepEvents,
        long maxEvents,
        MemorySize maxLogs,
        Optional<Duration> keepExecutions,
        Duration warnOfTransactions,
        Duration keepUnlanded,
        Duration keepLogs)
        implements RetentionConfig, CleanupConfig {

    private static final Duration EVER = Duration.ofDays(10_000);

    static Settings keepingAll() {
        return new Settings(EVER, Long.MAX_VALUE, bytes(Long.MAX_VALUE), Optional.empty(), EVER, EVER, EVER);
    }

    @Override
    public Duration keepDeliveries() {
        return EVER;
    }

    private static MemorySize bytes(long bytes) {
        return new MemorySize(BigInteger.valueOf(bytes));
    }

    Settings withEventsFor(Duration time) {
        return new Settings(time, maxEvents, maxLogs, keepExecutions, warnOfTransactions, keepUnlanded, keepLogs);
    }

    Settings withEvents(long most) {
        return new Settings(keepEvents, most, maxLogs, keepExecutions, warnOfTransactions, keepUnlanded, keepLogs);
    }

    Settings withLogs(long most) {
        return new Settings(
                keepEvents, maxEvents, bytes(most), keepExecutions, warnOfTransactions, keepUnlanded, keepLogs);
    }

    Settings withLogsFor(Duration time) {
        return new Settings(keepEvents, maxEvents, maxLogs, keepExecutions, warnOfTransactions, keepUnlanded, time);
    }

    Settings withExecutionsFor(Duration time) {
        return new Settings(
                keepEvents, maxEvents, maxLogs, Optional.of(time), warnOfTransactions, keepUnlanded, keepLogs);
    }

    Settings withTransactionsOf(Duration time) {
        return new Settings(keepEvents, maxEvents, maxLogs, keepExecutions, time, keepUnlanded, keepLogs);
    }
}
