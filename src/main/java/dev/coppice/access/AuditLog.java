package dev.coppice.access;

import dev.coppice.sql.AutoCommit;
import dev.coppice.sql.SqlText;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What everybody did. It only grows: the database refuses to change or delete an entry. */
@ApplicationScoped
public class AuditLog {

    private static final SqlText APPEND = SqlText.of("""
            insert into audit_entry (principal, action, target, address, outcome, status)
            values (:principal, :action, cast(:target as text), cast(:address as text), :outcome, cast(:status as int))
            """);

    private static final SqlText BEFORE = SqlText.of("""
            select id, at, principal, action, target, address, outcome, status
              from audit_entry
             where id < :cursor
             order by id desc
             limit :most
            """);

    private final AutoCommit sql;

    AuditLog(AutoCommit sql) {
        this.sql = sql;
    }

    /**
     * What one caller did.
     *
     * @param target null if nothing came of it that has a name
     * @param address null if it was done on the data folder itself
     */
    public record Act(
            String principal,
            String action,
            @Nullable String target,
            @Nullable String address) {}

    public void append(Act act, Outcome outcome, OptionalInt status) {
        sql.call(APPEND)
                .with("principal", act.principal())
                .with("action", act.action())
                .with("target", act.target())
                .with("address", act.address())
                .with("outcome", outcome.word())
                .withNumber("status", status)
                .run();
    }

    /** The newest first, beginning after the one with this id. */
    public List<AuditEntry> before(OptionalLong cursor, int most) {
        return sql.call(BEFORE)
                .with("cursor", cursor.orElse(Long.MAX_VALUE))
                .with("most", most)
                .rows(AuditLog::entry);
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        int status = row.getInt("status");
        var known = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(status);
        return new AuditEntry(
                row.getLong("id"),
                Columns.instant(row, "at").orElseThrow(),
                Columns.text(row, "principal"),
                Columns.text(row, "action"),
                Optional.ofNullable(row.getString("target")),
                Optional.ofNullable(row.getString("address")),
                Outcome.of(Columns.text(row, "outcome")),
                known);
    }
}
