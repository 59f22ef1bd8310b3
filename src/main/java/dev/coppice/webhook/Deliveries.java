package dev.coppice.webhook;

import dev.coppice.event.Position;
import dev.coppice.sql.AutoCommit;
import dev.coppice.sql.SqlText;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What webhooks were told, and what came of it; the newest first. */
@ApplicationScoped
public class Deliveries {

    private static final String COLUMNS = """
            id, message_id, event_transaction, event_id, type, execution_id, state, tries, last_status, last_error, created_at, tried_at,
            next_at, delivered_at
            """;

    private static final SqlText BEFORE = SqlText.of("select " + COLUMNS + """
              from webhook_delivery
             where webhook = (select id from webhook where name = :name) and id < :cursor
             order by id desc
             limit :most
            """);

    /** Whoever is at it just now may have sent it already. */
    private static final SqlText AGAIN = SqlText.of("""
            update webhook_delivery
               set state = 'pending', tries = 0, next_at = clock_timestamp(), token = null, delivered_at = null
             where webhook = (select id from webhook where name = :name) and message_id = :message
               and not (state = 'pending' and token is not null and next_at > clock_timestamp())
            returning
            """ + COLUMNS);

    private static final SqlText ONE = SqlText.of("select " + COLUMNS + """
              from webhook_delivery
             where webhook = (select id from webhook where name = :name) and message_id = :message
            """);

    private static final SqlText TEST = SqlText.of("""
            insert into webhook_delivery (webhook, type, body)
            select id, :type, :body from webhook where name = :name
            returning
            """ + COLUMNS);

    private static final SqlText FORGET = SqlText.of("""
            delete from webhook_delivery
             where id = any (array(
                     select id
                       from webhook_delivery
                      where created_at < clock_timestamp() - make_interval(secs => :kept)
                      order by created_at
                      limit :most
                        for update skip locked))
            """);

    private final AutoCommit sql;

    Deliveries(AutoCommit sql) {
        this.sql = sql;
    }

    /** Of the webhook of this name, beginning after the delivery with this id. */
    public List<Delivery> before(String name, OptionalLong cursor, int most) {
        return sql.call(BEFORE)
                .with("name", name)
                .with("cursor", cursor.orElse(Long.MAX_VALUE))
                .with("most", most)
                .rows(Deliveries::delivery);
    }

    public Optional<Delivery> find(String name, String messageId) {
        return sql.call(ONE).with("name", name).with("message", messageId).row(Deliveries::delivery);
    }

    /** Sends it again, under the same id and with all its tries; empty if there is none, or if it is being sent at this moment. */
    public Optional<Delivery> redeliver(String name, String messageId) {
        return sql.call(AGAIN).with("name", name).with("message", messageId).row(Deliveries::delivery);
    }

    /** A message by which its receiver can be tried out. */
    public Optional<Delivery> test(String name, Format format) {
        var body = switch (format) {
            case STANDARD -> StandardBody.ofTest(name, Instant.now());
            case SLACK -> SlackBody.ofTest(name);
        };
        return sql.call(TEST)
                .with("name", name)
                .with("type", EventType.TEST)
                .with("body", body)
                .row(Deliveries::delivery);
    }

    /** Deletes what was written so long ago, at most so many; their number. */
    public int forget(Duration kept, int most) {
        return sql.call(FORGET)
                .with("kept", (double) kept.toSeconds())
                .with("most", most)
                .run();
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        var state = Columns.text(row, "state");
        var transaction = Optional.ofNullable(row.getObject("event_transaction", Long.class));
        long event = row.getLong("event_id");
        return new Delivery(
                row.getLong("id"),
                Columns.text(row, "message_id"),
                transaction.map(number -> new Position(number, event)),
                Columns.text(row, "type"),
                Optional.ofNullable(row.getString("execution_id")),
                state,
                row.getInt("tries"),
                Columns.number(row, "last_status"),
                Optional.ofNullable(row.getString("last_error")),
                Columns.instant(row, "created_at").orElseThrow(),
                Columns.instant(row, "tried_at"),
                Columns.instant(row, "next_at").filter(_ -> state.equals("pending")),
                Columns.instant(row, "delivered_at"));
    }
}
