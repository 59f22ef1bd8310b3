package dev.coppice.maintenance;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Warns of a transaction that has been open for too long: every claim has to pass by what was done to the queue since it began. The same
 * one is told again after as long as it took to be told.
 */
@ApplicationScoped
class VacuumWatch {

    /** Autovacuum's own workers hold nothing back; transactions of other databases hold back theirs only. */
    private static final String OLDEST = """
            select who, since, extract(epoch from clock_timestamp() - since) as seconds
              from (select 'process ' || pid || ' of the server, application ''' || application_name || '''' as who, xact_start as since
                      from pg_stat_activity
                     where (backend_xmin is not null or backend_xid is not null)
                       and datname = current_database()
                       and pid <> pg_backend_pid()
                       and backend_type <> 'autovacuum worker'
                    union all
                    select 'the prepared transaction ''' || gid || '''', prepared
                      from pg_prepared_xacts
                     where database = current_database()) holders
             where since < clock_timestamp() - make_interval(secs => ?)
             order by since
             limit 1
            """;

    private final DataSource database;
    private final Duration tooLong;
    private Optional<VacuumHolder> told = Optional.empty();

    VacuumWatch(DataSource database, RetentionConfig config) {
        this.database = database;
        this.tooLong = config.warnOfTransactions();
    }

    @Scheduled(every = "1m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        try {
            oldest().filter(this::isNews).ifPresent(this::warn);
        } catch (SQLException e) {
            Log.debugf("could not look for old transactions: %s", e.getMessage());
        }
    }

    private boolean isNews(VacuumHolder holder) {
        return told.filter(known -> known.isSameAs(holder)
                        && holder.age().minus(known.age()).compareTo(tooLong) < 0)
                .isEmpty();
    }

    private void warn(VacuumHolder holder) {
        told = Optional.of(holder);
        Log.warn(
                "%s has had a transaction open for %d s: the database cannot be vacuumed meanwhile and becomes slower; end it"
                        .formatted(holder.who(), holder.age().toSeconds()));
    }

    private Optional<VacuumHolder> oldest() throws SQLException {
        try (Connection connection = database.getConnection();
                var statement = connection.prepareStatement(OLDEST)) {
            statement.setDouble(1, tooLong.toMillis() / 1000.0);
            try (var rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(holder(rows)) : Optional.empty();
            }
        }
    }

    private static VacuumHolder holder(ResultSet row) throws SQLException {
        return new VacuumHolder(
                row.getString("who"),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                Duration.ofMillis((long) (1000 * row.getDouble("seconds"))));
    }
}
