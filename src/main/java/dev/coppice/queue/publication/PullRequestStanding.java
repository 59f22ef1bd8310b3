package dev.coppice.queue.publication;

import dev.coppice.queue.row.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How far an execution's pull request has come.
 *
 * @param number empty until it is open
 * @param url where people look at it; "" until it is open
 * @param reason for people: what it waits for, or why it ended so; "" if there is nothing to say
 */
public record PullRequestStanding(PullRequestWish wish, State state, OptionalInt number, String url, String reason) {

    public enum State {
        /** Not open yet: the result is not completed or not pushed, or the forge could not be reached. */
        WAITING,
        /** For people to merge. */
        OPEN,
        /** To be merged as soon as it may be. */
        WAITING_FOR_CHECKS,
        MERGED,
        /** Without having been merged. */
        CLOSED,
        /** It is still open over there, and Coppice leaves it so. */
        NOT_MERGEABLE,
        /** It could not be opened. */
        FAILED,
        /** Somebody cancelled; where it was open it still is. */
        CANCELLED;

        /** The product's word for it, as in the database and JSON. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }

        /** Whether Coppice does nothing more about it. */
        public boolean isEnd() {
            return switch (this) {
                case WAITING, OPEN, WAITING_FOR_CHECKS -> false;
                case MERGED, CLOSED, NOT_MERGEABLE, FAILED, CANCELLED -> true;
            };
        }
    }

    /** Whether it is open over there, as far as Coppice knows. */
    public boolean isActive() {
        return number.isPresent() && state != State.MERGED && state != State.CLOSED;
    }

    static PullRequestStanding of(ResultSet row) throws SQLException {
        int number = row.getInt("number");
        boolean isOpened = !row.wasNull();
        return new PullRequestStanding(
                PullRequestStatements.wish(row),
                State.of(Columns.text(row, "state")),
                isOpened ? OptionalInt.of(number) : OptionalInt.empty(),
                Optional.ofNullable(row.getString("url")).orElse(""),
                Optional.ofNullable(row.getString("reason")).orElse(""));
    }
}
