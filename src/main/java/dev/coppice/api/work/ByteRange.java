package dev.coppice.api.work;

import dev.coppice.api.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** Answers with the bytes that a {@code Range} header names, as RFC 9110 has it; from the first to the last, both included. */
record ByteRange(int first, int last) {

    private static final Pattern ONE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

    /** All that is not one range of bytes may be taken for nothing, and so may {@code If-Range}: no answer has a name to compare. */
    static Response answer(byte[] all, HttpHeaders headers) {
        var header = headers.getHeaderString("Range");
        var asked = header == null ? null : ONE.matcher(header.strip());
        if (asked == null
                || !asked.matches()
                || isNone(asked.group(1), asked.group(2))
                || headers.getHeaderString("If-Range") != null) {
            return Response.ok(all).header("Accept-Ranges", "bytes").build();
        }
        return of(asked.group(1), asked.group(2), all.length)
                .map(range -> range.part(all))
                .orElseGet(() -> outside(all.length));
    }

    private static boolean isNone(String first, String last) {
        boolean isBackwards = !first.isEmpty() && !last.isEmpty() && Long.parseLong(last) < Long.parseLong(first);
        return isBackwards || (first.isEmpty() && last.isEmpty());
    }

    /** Empty if nothing of it is there. */
    private static Optional<ByteRange> of(String first, String last, int size) {
        long from = first.isEmpty() ? Math.max(0, size - Long.parseLong(last)) : Long.parseLong(first);
        long to = first.isEmpty() || last.isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(last));
        return from <= to ? Optional.of(new ByteRange((int) from, (int) to)) : Optional.empty();
    }

    private Response part(byte[] all) {
        return Response.status(Response.Status.PARTIAL_CONTENT)
                .entity(Arrays.copyOfRange(all, first, last + 1))
                .header("Accept-Ranges", "bytes")
                .header("Content-Range", "bytes " + first + "-" + last + "/" + all.length)
                .build();
    }

    private static Response outside(int size) {
        return Response.status(Response.Status.REQUESTED_RANGE_NOT_SATISFIABLE)
                .type(Problem.MEDIA_TYPE)
                .header("Content-Range", "bytes */" + size)
                .entity(Problem.of(416, "range_not_satisfiable", "there are " + size + " bytes"))
                .build();
    }
}
