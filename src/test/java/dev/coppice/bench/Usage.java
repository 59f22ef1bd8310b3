package dev.coppice.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.coppice.database.DatabaseAddress;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * What has been used up to a moment, or between two: time by the monotonic clock, write-ahead log and writing transactions of the server,
 * and CPU of the server's processes, of this process and of the whole machine.
 */
record Usage(double seconds, long walBytes, long transactions, double serverCpu, double clientCpu, double machineCpu) {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** Transaction ids are handed out to those that write only, so that their difference counts them. */
    private static final String SERVER = """
            select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0'), pg_snapshot_xmax(pg_current_snapshot())::text::bigint, pg_backend_pid()
            """;

    static Usage now(DatabaseAddress server) {
        try (Connection connection = DriverManager.getConnection(server.url(), server.user(), server.password());
                var statement = connection.createStatement();
                var row = statement.executeQuery(SERVER)) {
            row.next();
            return new Usage(
                    System.nanoTime() / 1e9,
                    row.getLong(1),
                    row.getLong(2),
                    ProcessTimes.ofServer(row.getLong(3)),
                    SYSTEM.getProcessCpuTime() / 1e9,
                    ProcessTimes.ofMachine());
        } catch (SQLException e) {
            throw new IllegalStateException(SERVER, e);
        }
    }

    Usage since(Usage earlier) {
        return new Usage(
                seconds - earlier.seconds,
                walBytes - earlier.walBytes,
                transactions - earlier.transactions,
                serverCpu - earlier.serverCpu,
                clientCpu - earlier.clientCpu,
                machineCpu - earlier.machineCpu);
    }

    /** The share of all CPU time that neither the server nor this process used. */
    double foreign() {
        double others = machineCpu - serverCpu - clientCpu;
        return Math.max(0, others) / (seconds * SYSTEM.getAvailableProcessors());
    }
}
