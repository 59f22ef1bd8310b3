package dev.coppice.queue;

import dev.coppice.queue.row.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * An agent whose tasks wait, because its account cannot work now.
 *
 * @param reason the word for programs; {@code message} is the text for people
 * @param until from then on one task tries whether it can work again
 * @param times how often in a row the limit was met
 * @param fallback the agent that does its tasks meanwhile, unless it pauses itself
 * @param isProbing whether that one task is running
 */
public record AgentPause(
        String agent,
        String reason,
        String message,
        Instant since,
        Instant until,
        int times,
        Optional<String> fallback,
        boolean isProbing) {

    static AgentPause of(ResultSet row) throws SQLException {
        return new AgentPause(
                Columns.text(row, "agent"),
                Columns.text(row, "reason"),
                Columns.text(row, "message"),
                Columns.instant(row, "since").orElseThrow(),
                Columns.instant(row, "until").orElseThrow(),
                row.getInt("times"),
                Optional.ofNullable(row.getString("fallback")),
                row.getBoolean("probing"));
    }
}
