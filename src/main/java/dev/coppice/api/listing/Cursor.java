package dev.coppice.api.listing;

import dev.coppice.api.Parameters;
import dev.coppice.api.Problem;
import dev.coppice.queue.listing.ExecutionOrder;
import dev.coppice.queue.listing.ExecutionPlace;
import dev.coppice.task.ExecutionId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A place in the list as callers carry it from page to page, without having to know what it says. */
final class Cursor {

    private static final int LONGEST = 200;
    private static final int PARTS = 3;

    private Cursor() {}

    static String write(ExecutionOrder order, ExecutionPlace place) {
        var text = order.word() + " " + place.at() + " " + place.id();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A place of another order would be none in this one. */
    static ExecutionPlace read(String cursor, ExecutionOrder order) {
        try {
            var parts = decoded(cursor).split(" ", PARTS);
            if (parts.length == PARTS && parts[0].equals(order.word())) {
                return new ExecutionPlace(Parameters.time("cursor", parts[1]), new ExecutionId(parts[2]));
            }
        } catch (IllegalArgumentException e) {
            // Told below, like a cursor of another order.
        }
        throw Problem.about("cursor", "cursor must be the next_cursor of an earlier answer, with the same sort")
                .asException();
    }

    private static String decoded(String cursor) {
        return cursor.length() > LONGEST
                ? ""
                : new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    }
}
