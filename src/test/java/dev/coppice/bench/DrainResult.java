package dev.coppice.bench;

import java.util.Locale;

/** What one drain of so many jobs took. */
record DrainResult(String figure, int jobs, double enqueueSeconds, Usage used) {

    double rate() {
        return jobs / used.seconds();
    }

    double enqueueRate() {
        return jobs / enqueueSeconds;
    }

    double serverMicros() {
        return used.serverCpu() * 1e6 / jobs;
    }

    double clientMicros() {
        return used.clientCpu() * 1e6 / jobs;
    }

    double walBytes() {
        return (double) used.walBytes() / jobs;
    }

    double transactions() {
        return (double) used.transactions() / jobs;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%-28s %7.0f/s, server %5.0f us, client %5.0f us, wal %5.0f B, %.2f transactions, foreign %.2f",
                figure,
                rate(),
                serverMicros(),
                clientMicros(),
                walBytes(),
                transactions(),
                used.foreign());
    }
}
