package dev.coppice.api.live;

import dev.coppice.event.EventFeed;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Lets listeners know that this service stops, while it still can: their connections are closed before Quarkus tells of its end. */
@ApplicationScoped
public class Farewell {

    /** Whoever takes nothing is not waited for. */
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final EventFeed feed;
    private final StreamPlaces places;

    Farewell(EventFeed feed, StreamPlaces places) {
        this.feed = feed;
        this.places = places;
    }

    /** Returns when their streams have ended. */
    public void tell() {
        feed.stop();
        try {
            places.awaitNone(LONGEST);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
