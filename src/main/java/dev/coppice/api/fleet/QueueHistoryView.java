package dev.coppice.api.fleet;

import dev.coppice.queue.figures.QueueHistory.Depth;
import java.time.Instant;
import java.util.List;

/** How many tasks were queued and executing in the last hour, twice a minute; the oldest first. Nobody looked where one is missing. */
public record QueueHistoryView(List<DepthView> depths) {

    /** One look. */
    public record DepthView(Instant at, int queued, int executing) {}

    static QueueHistoryView of(List<Depth> depths) {
        return new QueueHistoryView(depths.stream()
                .map(depth -> new DepthView(depth.at(), depth.queued(), depth.executing()))
                .toList());
    }
}
