package dev.coppice.wakeup;

import dev.coppice.sql.Connector;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** One connection that listens, for as long as it works. */
final class Listening implements AutoCloseable {

    private static final String PROBE = "coppice_probe";

    private final Connection connection;
    private final Duration quiet;

    private Listening(Connection connection, Duration quiet) {
        this.connection = connection;
        this.quiet = quiet;
    }

    /**
     * Listens from now on.
     *
     * @param quiet after this time without a notification the connection is tried out
     * @throws Refused if this server, or what stands before it, does not let anybody listen
     */
    static Listening on(Connector connector, Duration quiet) throws SQLException {
        var listening = new Listening(connector.connect(), quiet);
        try {
            listening.begin(connector);
            return listening;
        } catch (SQLException e) {
            listening.close();
            throw e;
        }
    }

    /** A server that recovers says so; a pool that lends its connections for single transactions takes the words and hears nothing. */
    private void begin(Connector connector) throws SQLException {
        try {
            for (var channel : List.of(Notification.QUEUED, Notification.STOP_ASKED, PROBE)) {
                run(connection, "listen " + channel);
            }
        } catch (SQLException e) {
            throw isRefusal(e) ? new Refused(String.valueOf(e.getMessage()), e) : e;
        }
        if (!hearsOthers(connector)) {
            throw new Refused(
                    "what one connection notifies does not reach another one, as behind a transaction pooler", null);
        }
        run(connection, "unlisten " + PROBE);
    }

    /** Told on a connection of its own: what a connection tells itself comes back with the answer, also through a pool. */
    private boolean hearsOthers(Connector connector) throws SQLException {
        var word = UUID.randomUUID().toString();
        try (var other = connector.connect()) {
            run(other, "select pg_notify('" + PROBE + "', '" + word + "')");
        }
        long deadline = System.nanoTime() + quiet.toNanos();
        do {
            if (hear(quiet).stream().anyMatch(heard -> heard.payload().equals(word))) {
                return true;
            }
        } while (System.nanoTime() - deadline < 0);
        return false;
    }

    /** Not supported, not in this state, not allowed; the last is how poolers answer words that they do not know. */
    private static boolean isRefusal(SQLException problem) {
        var state = String.valueOf(problem.getSQLState());
        return List.of("0A", "25", "42", "08P01").stream().anyMatch(state::startsWith);
    }

    /** Waits for notifications; empty after a quiet time, in which the connection has proved to be alive. */
    List<Notification> next() throws SQLException {
        var heard = hear(quiet);
        if (heard.isEmpty()) {
            run(connection, "select 1");
        }
        return heard;
    }

    private List<Notification> hear(Duration limit) throws SQLException {
        var heard = new ArrayList<Notification>();
        PGNotification[] notifications =
                connection.unwrap(PGConnection.class).getNotifications(Math.toIntExact(limit.toMillis()));
        for (var notification : notifications) {
            heard.add(new Notification(notification.getName(), notification.getParameter()));
        }
        return heard;
    }

    private static void run(Connection on, String statement) throws SQLException {
        try (var prepared = on.createStatement()) {
            prepared.execute(statement);
        }
    }

    /** At once, also while another thread waits in {@link #next}. */
    @Override
    public void close() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException _) {
            // It is given up in any case.
        }
    }

    /** Listening is not to be had here; it may be later. */
    static final class Refused extends SQLException {

        private static final long serialVersionUID = 1L;

        private Refused(String reason, @Nullable SQLException cause) {
            super(reason, cause);
        }
    }
}
