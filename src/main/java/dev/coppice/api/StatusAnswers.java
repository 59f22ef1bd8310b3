package dev.coppice.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coppice.event.EventFeed;
import dev.coppice.event.Following;
import io.quarkus.runtime.configuration.DurationConverter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Answers how an execution stands: only if the caller does not know it yet, and on request as soon as it is something new. */
@ApplicationScoped
class StatusAnswers {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final Lookup lookup;
    private final EventFeed feed;
    private final ObjectMapper json;

    StatusAnswers(Lookup lookup, EventFeed feed, ObjectMapper json) {
        this.lookup = lookup;
        this.feed = feed;
        this.json = json;
    }

    private record Tagged(StatusView view, StatusTag tag) {}

    /**
     * How it stands, or that the caller knows.
     *
     * @param known the {@code If-None-Match} header
     * @param wait how long to wait for something new; null: not at all
     */
    RestResponse<StatusView> answer(String id, @Nullable String known, @Nullable String wait) {
        var patience = patience(wait);
        if (patience.isZero()) {
            return answer(tagged(id), known);
        }
        try (var following = feed.followFromNow(Optional.of(lookup.id(id)))) {
            var first = tagged(id);
            var old = known == null ? first.tag().text() : known;
            return answer(first.tag().isIn(old) ? changed(id, old, following, patience) : first, known);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return answer(tagged(id), known);
        }
    }

    /** As soon as an event has made it another status; after the whole time whatever it is then, because money is no event. */
    private Tagged changed(String id, String old, Following following, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        long left = patience.toNanos();
        while (left > 0 && !following.isStopped()) {
            if (!following.next(Duration.ofNanos(left)).isEmpty()) {
                var now = tagged(id);
                if (!now.tag().isIn(old)) {
                    return now;
                }
            }
            left = deadline - System.nanoTime();
        }
        return tagged(id);
    }

    private Tagged tagged(String id) {
        var view = StatusView.of(lookup.execution(id));
        return new Tagged(view, StatusTag.of(view, json));
    }

    private static RestResponse<StatusView> answer(Tagged now, @Nullable String known) {
        var answer = now.tag().isIn(known)
                ? RestResponse.ResponseBuilder.<StatusView>create(Response.Status.NOT_MODIFIED)
                : RestResponse.ResponseBuilder.ok(now.view());
        // To be kept only together with asking anew each time.
        return answer.header(HttpHeaders.ETAG, now.tag().text())
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .build();
    }

    private static Duration patience(@Nullable String wait) {
        if (wait == null || wait.isBlank()) {
            return Duration.ZERO;
        }
        try {
            var patience = DurationConverter.parseDuration(wait.strip());
            if (!patience.isNegative() && patience.compareTo(LONGEST) <= 0) {
                return patience;
            }
        } catch (IllegalArgumentException e) {
            // Told below, like a time out of range.
        }
        throw Problem.about("wait", "wait must be a time of 60 seconds at most, such as 30s")
                .asException();
    }
}
