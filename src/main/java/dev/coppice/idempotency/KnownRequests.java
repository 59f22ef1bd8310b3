package dev.coppice.idempotency;

import dev.coppice.database.OwnFolder;
import dev.coppice.sql.Sql;
import dev.coppice.sql.SqlText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Remembers for a day which requests were made, so that each is carried out once however often it comes. */
@ApplicationScoped
public class KnownRequests {

    /** A process of another data folder that has not answered after this time is taken for dead. */
    private static final Duration GIVEN_UP_AFTER = Duration.ofMinutes(10);

    private static final Duration KEPT_FOR = Duration.ofHours(24);

    private static final SqlText FORGET_ONE = SqlText.of("""
            delete from idempotent_request
             where principal = :principal and key = :key and begun_at < clock_timestamp() - make_interval(secs => :kept)
            """);

    /** A concurrent request with the same key is waited for here; then this one inserts nothing. */
    private static final SqlText INSERT = SqlText.of("""
            insert into idempotent_request (principal, key, route, body_hash, home, process)
            values (:principal, :key, :route, decode(:hash, 'hex'), :home, :process)
            on conflict do nothing
            returning token
            """);

    /** This folder's earlier processes are dead, because only one at a time has it. */
    private static final SqlText FIND = SqlText.of("""
            select token, status, content_type, body,
                   route = :route and body_hash = decode(:hash, 'hex') as is_same,
                   process is null
                     or home = :home and process <> :process
                     or begun_at < clock_timestamp() - make_interval(secs => :patience) as is_given_up
              from idempotent_request
             where principal = :principal and key = :key
               for update
            """);

    private static final SqlText TAKE_OVER = SqlText.of("""
            update idempotent_request
               set home = :home, process = :process, begun_at = clock_timestamp()
             where principal = :principal and key = :key
            """);

    private static final SqlText ANSWER = SqlText.of("""
            update idempotent_request
               set status = :status, content_type = :type, body = :body
             where principal = :principal and key = :key and process = :process and status is null
            """);

    private static final SqlText RELEASE = SqlText.of("""
            update idempotent_request
               set process = null
             where principal = :principal and key = :key and process = :process and status is null
            """);

    private static final SqlText FORGET = SqlText.of("""
            delete from idempotent_request
             where (principal, key) in (select principal, key
                                          from idempotent_request
                                         where begun_at < clock_timestamp() - make_interval(secs => :kept)
                                         order by begun_at
                                         limit :most
                                           for update skip locked)
            """);

    private final Sql sql;
    private final OwnFolder folder;
    private final UUID process = UUID.randomUUID();

    KnownRequests(Sql sql, OwnFolder folder) {
        this.sql = sql;
        this.folder = folder;
    }

    /** Whether it is to be carried out now; it must then be answered or released. */
    @Transactional
    public Turn begin(Request request) {
        sql.call(FORGET_ONE)
                .with("principal", request.principal())
                .with("key", request.key())
                .with("kept", (double) KEPT_FOR.toSeconds())
                .run();
        return insert(request).<Turn>map(Turn.First::new).orElseGet(() -> repeat(request));
    }

    private Optional<UUID> insert(Request request) {
        return sql.call(INSERT)
                .with("principal", request.principal())
                .with("key", request.key())
                .with("route", request.route())
                .with("hash", request.bodyHash())
                .with("home", folder.id())
                .with("process", process)
                .row(KnownRequests::token);
    }

    private record Found(Turn turn, boolean isGivenUp) {}

    /** Gone again since the insert, by a pruner: as good as under way, and the next try finds it gone. */
    private Turn repeat(Request request) {
        var found = sql.call(FIND)
                .with("principal", request.principal())
                .with("key", request.key())
                .with("route", request.route())
                .with("hash", request.bodyHash())
                .with("home", folder.id())
                .with("process", process)
                .with("patience", (double) GIVEN_UP_AFTER.toSeconds())
                .row(KnownRequests::found)
                .orElseGet(() -> new Found(new Turn.UnderWay(), false));
        if (found.isGivenUp()) {
            sql.call(TAKE_OVER)
                    .with("principal", request.principal())
                    .with("key", request.key())
                    .with("home", folder.id())
                    .with("process", process)
                    .run();
        }
        return found.turn();
    }

    private static Found found(ResultSet row) throws SQLException {
        if (!row.getBoolean("is_same")) {
            return new Found(new Turn.Reused(), false);
        }
        var status = row.getObject("status", Integer.class);
        if (status != null) {
            return new Found(
                    new Turn.Answered(new Turn.Answer(
                            status,
                            Optional.ofNullable(row.getString("content_type")),
                            Optional.ofNullable(row.getString("body")))),
                    false);
        }
        return row.getBoolean("is_given_up")
                ? new Found(new Turn.First(token(row)), true)
                : new Found(new Turn.UnderWay(), false);
    }

    private static UUID token(ResultSet row) throws SQLException {
        return Objects.requireNonNull(row.getObject("token", UUID.class));
    }

    /** From now on, whoever repeats it gets this answer. */
    @Transactional
    public void answer(Request request, Turn.Answer answer) {
        sql.call(ANSWER)
                .with("principal", request.principal())
                .with("key", request.key())
                .with("process", process)
                .with("status", answer.status())
                .with("type", answer.contentType().orElse(null))
                .with("body", answer.body().orElse(null))
                .run();
    }

    /** It has no answer to be kept: a repeat carries it out again, with the same token. */
    @Transactional
    public void release(Request request) {
        sql.call(RELEASE)
                .with("principal", request.principal())
                .with("key", request.key())
                .with("process", process)
                .run();
    }

    /** Forgets requests of more than a day ago, at most so many; how many it were. */
    @Transactional
    public int forget(int most) {
        return sql.call(FORGET)
                .with("kept", (double) KEPT_FOR.toSeconds())
                .with("most", most)
                .run();
    }
}
