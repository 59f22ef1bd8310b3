package dev.coppice.api.limits;

import java.util.LinkedHashMap;
import java.util.Map;

/** A bucket of calls for each caller, which fills up with time; of the callers that were heard last, so that nobody can fill the memory. */
final class Buckets {

    private static final double NANOS = 1e9;

    private final double perSecond;
    private final int capacity;
    private final LinkedHashMap<String, Bucket> buckets;

    Buckets(int perSecond, int capacity, int most) {
        this.perSecond = perSecond;
        this.capacity = capacity;
        this.buckets = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                return size() > most;
            }
        };
    }

    private record Bucket(double calls, long at) {}

    /**
     * Whether a call may be made.
     *
     * @param left how many more could come at once
     * @param pause the seconds until there will be another one; 0 if it may be made
     */
    record Draw(boolean isAllowed, int left, int pause) {}

    /** Takes a call out of the caller's bucket, if there is one left at this time of {@link System#nanoTime}. */
    synchronized Draw draw(String caller, long now) {
        var old = buckets.getOrDefault(caller, new Bucket(capacity, now));
        double calls = Math.min(capacity, old.calls() + (now - old.at()) / NANOS * perSecond);
        boolean isAllowed = calls >= 1;
        double left = isAllowed ? calls - 1 : calls;
        buckets.put(caller, new Bucket(left, now));
        return new Draw(isAllowed, (int) left, isAllowed ? 0 : (int) Math.ceil((1 - left) / perSecond));
    }
}
