package dev.coppice.api.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Slows down whoever tries tokens: after so many wrong ones from an address within a minute, what it sends is not looked at until that
 * minute is over. It remembers so many addresses and no more, the last ones that were wrong.
 */
@ApplicationScoped
class Brake {

    static final int MOST_ADDRESSES = 10_000;

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final int limit;
    private final InstantSource clock;
    private final Map<String, Minute> addresses = new LinkedHashMap<>(16, 0.75f, true);

    @Inject
    Brake(AccessConfig config) {
        this(config.wrongTokens(), InstantSource.system());
    }

    Brake(int limit, InstantSource clock) {
        this.limit = limit;
        this.clock = clock;
    }

    private record Minute(Instant end, int wrong) {}

    /** For how long the address has to wait; empty if its tokens are looked at. */
    synchronized Optional<Duration> wait(String address) {
        var now = clock.instant();
        return Optional.ofNullable(addresses.get(block(address)))
                .filter(minute -> minute.wrong() >= limit && minute.end().isAfter(now))
                .map(minute -> Duration.between(now, minute.end()));
    }

    /** Whether this was the one too many. */
    synchronized boolean wrong(String address) {
        var now = clock.instant();
        var known = addresses.get(block(address));
        var minute = known != null && known.end().isAfter(now)
                ? new Minute(known.end(), known.wrong() + 1)
                : new Minute(now.plus(MINUTE), 1);
        addresses.put(block(address), minute);
        forgetTheOldest();
        return minute.wrong() == limit;
    }

    synchronized int remembered() {
        return addresses.size();
    }

    private void forgetTheOldest() {
        var oldest = addresses.keySet().iterator();
        while (addresses.size() > MOST_ADDRESSES) {
            oldest.next();
            oldest.remove();
        }
    }

    /** One person has 2^64 addresses of IPv6: their first half is what tells people apart. */
    private static String block(String address) {
        var parts = address.split(":", -1);
        boolean isWritten = parts.length == 8;
        return isWritten ? String.join(":", parts[0], parts[1], parts[2], parts[3]) : address;
    }
}
