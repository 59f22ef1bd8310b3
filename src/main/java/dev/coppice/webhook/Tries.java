package dev.coppice.webhook;

import dev.coppice.sql.AutoCommit;
import dev.coppice.sql.SqlCall;
import dev.coppice.sql.SqlText;
import dev.coppice.webhook.egress.Courier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;

/** Who sends which message, and what came of it. Whoever dies over one leaves it to others, who send it again with the same id. */
@ApplicationScoped
class Tries {

    /** Longer than any try takes. */
    private static final Duration LEASE = Courier.PATIENCE.plusSeconds(30);

    private static final SqlText CLAIM = SqlText.of("""
            update webhook_delivery
               set token = gen_random_uuid(), tries = tries + 1, tried_at = clock_timestamp(),
                   next_at = clock_timestamp() + make_interval(secs => :lease)
             where id = any (array(
                     select id
                       from webhook_delivery
                      where webhook = :webhook and state = 'pending' and next_at <= clock_timestamp()
                        and exists (select from webhook where id = :webhook and disabled_at is null)
                      order by next_at, id
                      limit :most
                        for update of webhook_delivery skip locked))
            returning id, token, message_id, body, tries
            """);

    private static final String MINE = " where id = :id and token = :token and state = 'pending'";

    private static final SqlText DELIVERED = SqlText.of("""
            update webhook_delivery
               set state = 'delivered', token = null, delivered_at = clock_timestamp(), last_status = :status, last_error = null
            """ + MINE);

    private static final SqlText LATER = SqlText.of("""
            update webhook_delivery
               set token = null, next_at = clock_timestamp() + make_interval(secs => :pause),
                   last_status = cast(:status as int), last_error = :error
            """ + MINE);

    private static final SqlText GIVEN_UP = SqlText.of("""
            update webhook_delivery
               set state = 'failed', token = null, last_status = cast(:status as int), last_error = :error
            """ + MINE);

    private final AutoCommit sql;

    Tries(AutoCommit sql) {
        this.sql = sql;
    }

    /** Those that are due, at most so many. */
    List<Claimed> claim(UUID webhook, int most) {
        return sql.call(CLAIM)
                .with("webhook", webhook)
                .with("most", most)
                .with("lease", (double) LEASE.toSeconds())
                .rows(row -> new Claimed(
                        row.getLong("id"),
                        Columns.uuid(row, "token"),
                        Columns.text(row, "message_id"),
                        Columns.text(row, "body"),
                        row.getInt("tries")));
    }

    /**
     * Why one was not taken.
     *
     * @param status of the answer, if there was one
     */
    record Failure(OptionalInt status, String error) {}

    void delivered(Claimed claimed, int status) {
        mine(DELIVERED, claimed).with("status", status).run();
    }

    void later(Claimed claimed, Failure failure, Duration pause) {
        failed(LATER, claimed, failure).with("pause", pause.toMillis() / 1000.0).run();
    }

    void givenUp(Claimed claimed, Failure failure) {
        failed(GIVEN_UP, claimed, failure).run();
    }

    private SqlCall failed(SqlText statement, Claimed claimed, Failure failure) {
        return mine(statement, claimed).withNumber("status", failure.status()).with("error", failure.error());
    }

    private SqlCall mine(SqlText statement, Claimed claimed) {
        return sql.call(statement).with("id", claimed.id()).with("token", claimed.token());
    }
}
