package dev.coppice.api.work;

import dev.coppice.api.Parameters;
import dev.coppice.api.Problem;
import jakarta.ws.rs.core.MultivaluedMap;

/**
 * What a caller wants of a log.
 *
 * @param isRaw the events of the agent as they came, instead of what people read
 */
record LogWish(Lines lines, boolean isRaw) {

    private static final int MOST_LINES = 100_000;
    private static final int LAST_OFFSET = 100_000_000;

    static LogWish of(MultivaluedMap<String, String> parameters) {
        return new LogWish(lines(parameters), Parameters.flag("raw", parameters.getFirst("raw")));
    }

    private static Lines lines(MultivaluedMap<String, String> parameters) {
        int tail = Parameters.number("tail", parameters.getFirst("tail"), Integer.MAX_VALUE, MOST_LINES);
        int offset = Parameters.number("offset", parameters.getFirst("offset"), 0, 0, LAST_OFFSET);
        int limit = Parameters.number("limit", parameters.getFirst("limit"), Integer.MAX_VALUE, MOST_LINES);
        boolean isPart = offset > 0 || limit < Integer.MAX_VALUE;
        if (tail < Integer.MAX_VALUE && isPart) {
            throw Problem.about("tail", "tail counts from the end, offset and limit from the beginning; send one kind")
                    .asException();
        }
        return isPart ? new Lines.Part(offset, limit) : new Lines.Last(tail);
    }
}
