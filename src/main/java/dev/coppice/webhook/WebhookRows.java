package dev.coppice.webhook;

import dev.coppice.event.Position;
import dev.coppice.sql.AutoCommit;
import dev.coppice.sql.SqlText;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The {@code webhook} table. */
@ApplicationScoped
class WebhookRows {

    /** For so long after a new secret was made the one before signs as well. */
    private static final String COLUMNS = """
            id, name, sealed, events, repositories, format, allow_private, created_by, created_at, disabled_at, disabled_reason,
            cursor_transaction, cursor_id, rotated_at is not null and rotated_at > clock_timestamp() - interval '24 hours' as is_rotating
            """;

    private static final SqlText ALL = SqlText.of("select " + COLUMNS + " from webhook order by name");

    private static final SqlText ONE = SqlText.of("select " + COLUMNS + " from webhook where name = :name");

    private static final SqlText REGISTER = SqlText.of("""
            insert into webhook (name, cursor_transaction, cursor_id)
            values (:name, :transaction, :position)
            on conflict do nothing
            """);

    /** A few more than are allowed do no harm, should several come at once. */
    private static final SqlText INSERT = SqlText.of("""
            insert into webhook (id, name, sealed, events, repositories, format, allow_private, created_by, cursor_transaction, cursor_id)
            select :id, :name, :sealed, cast(:events as text[]), cast(:repositories as text[]), :format, :private, :creator, :transaction,
                   :position
             where (select count(*) from webhook) < :most
            on conflict (name) do nothing
            returning
            """ + COLUMNS);

    private static final SqlText ROTATE = SqlText.of("""
            update webhook
               set sealed = :next, rotated_at = clock_timestamp()
             where id = :id and sealed = :last
            """);

    private static final SqlText DISABLE = SqlText.of("""
            update webhook
               set disabled_at = clock_timestamp(), disabled_reason = :reason
             where id = :id and disabled_at is null
            """);

    /** What happened meanwhile is not told any more. */
    private static final SqlText ENABLE = SqlText.of("""
            update webhook
               set disabled_at = null, disabled_reason = null, cursor_transaction = :transaction, cursor_id = :position
             where id = :id and disabled_at is not null
            """);

    private static final SqlText DELETE = SqlText.of("delete from webhook where id = :id");

    private final AutoCommit sql;

    WebhookRows(AutoCommit sql) {
        this.sql = sql;
    }

    /** By name. */
    List<WebhookRow> all() {
        return sql.call(ALL).rows(WebhookRows::row);
    }

    Optional<WebhookRow> find(String name) {
        return sql.call(ONE).with("name", name).row(WebhookRows::row);
    }

    /** Sees to it that a configured one has its row; it is told what comes after the position, unless it has been there before. */
    void register(String name, Position now) {
        sql.call(REGISTER)
                .with("name", name)
                .with("transaction", now.transaction())
                .with("position", now.id())
                .run();
    }

    /** Empty if the name is taken, or there are too many. */
    Optional<WebhookRow> insert(UUID id, NewWebhook wish, byte[] sealed, String creator, Position now, int most) {
        var subscription = wish.subscription();
        return sql.call(INSERT)
                .with("id", id)
                .with("name", wish.name())
                .with("sealed", sealed)
                .with("events", subscription.events().toArray(String[]::new))
                .with("repositories", array(subscription.repositories()))
                .with("format", subscription.format().word())
                .with("private", wish.mayBePrivate())
                .with("creator", creator)
                .with("transaction", now.transaction())
                .with("position", now.id())
                .with("most", most)
                .row(WebhookRows::row);
    }

    private static String @Nullable [] array(Optional<List<String>> texts) {
        return texts.map(list -> list.toArray(String[]::new)).orElse(null);
    }

    /** False if somebody else was faster. */
    boolean rotate(UUID id, byte[] last, byte[] next) {
        return sql.call(ROTATE)
                        .with("id", id)
                        .with("last", last)
                        .with("next", next)
                        .run()
                == 1;
    }

    void disable(UUID id, String reason) {
        sql.call(DISABLE).with("id", id).with("reason", reason).run();
    }

    void enable(UUID id, Position now) {
        sql.call(ENABLE)
                .with("id", id)
                .with("transaction", now.transaction())
                .with("position", now.id())
                .run();
    }

    void delete(UUID id) {
        sql.call(DELETE).with("id", id).run();
    }

    static WebhookRow row(ResultSet row) throws SQLException {
        return new WebhookRow(
                Columns.uuid(row, "id"),
                Columns.text(row, "name"),
                made(row),
                row.getBoolean("is_rotating"),
                Optional.ofNullable(row.getString("created_by")),
                Columns.instant(row, "created_at").orElseThrow(),
                Columns.instant(row, "disabled_at"),
                Optional.ofNullable(row.getString("disabled_reason")),
                new Position(row.getLong("cursor_transaction"), row.getLong("cursor_id")));
    }

    private static Optional<WebhookRow.Made> made(ResultSet row) throws SQLException {
        byte[] sealed = row.getBytes("sealed");
        if (sealed == null) {
            return Optional.empty();
        }
        var subscription = new Subscription(
                Columns.texts(row, "events").orElseThrow(),
                Columns.texts(row, "repositories"),
                Format.of(Columns.text(row, "format")).orElseThrow());
        return Optional.of(new WebhookRow.Made(sealed, subscription, row.getBoolean("allow_private")));
    }
}
