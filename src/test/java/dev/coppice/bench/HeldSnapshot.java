package dev.coppice.bench;

import dev.coppice.database.TestPostgres;
import dev.coppice.queue.ClaimText;
import dev.coppice.task.WorkerId;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a claim costs while another connection holds a snapshot, so that nothing that dies can be cleared away; and without. */
final class HeldSnapshot {

    /** Left in the queue, so that the last claim of all has something to find. */
    private static final int REST = QueueRoom.TASKS_PER_EXECUTION;

    private static final Pattern HIT = Pattern.compile("\"Shared Hit Blocks\": (\\d+)");
    private static final Pattern READ = Pattern.compile("\"Shared Read Blocks\": (\\d+)");

    private final QueueRoom room;
    private final int jobs;

    HeldSnapshot(QueueRoom room, int jobs) {
        this.room = room;
        this.jobs = jobs;
    }

    void print() throws SQLException, InterruptedException {
        fill();
        var free = measured("claim_without_snapshot");
        fill();
        Measured held;
        try (var connection = connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set transaction isolation level repeatable read");
            statement.execute("select count(*) from task");
            held = measured("claim_under_held_snapshot");
            connection.rollback();
        }
        System.out.println(free.line(""));
        System.out.println(held.line(String.format(
                Locale.ROOT, ",\"ratio_to_claim_without_snapshot\":%.2f", held.times.median() / free.times.median())));
    }

    /** Before the snapshot is taken: emptying would wait for whoever reads the table. */
    private void fill() {
        room.empty();
        room.submit(jobs + REST);
        TestPostgres.execute(QueueRoom.database(), "vacuum analyze");
    }

    private record Measured(Samples times, long buffers, long deadTuples, double foreign) {

        String line(String more) {
            return times.line(String.format(
                    Locale.ROOT,
                    ",\"mean_ms\":%.2f,\"buffers_of_last_claim\":%d,\"dead_tuples\":%d,\"foreign\":%.2f%s",
                    times.mean(),
                    buffers,
                    deadTuples,
                    foreign,
                    more));
        }
    }

    private Measured measured(String figure) throws SQLException, InterruptedException {
        var times = new ClaimTimes();
        var drain = new CoppiceDrain(room, 1, times);
        var start = Usage.now(QueueRoom.database());
        drain.work(jobs);
        var used = Usage.now(QueueRoom.database()).since(start);
        return new Measured(
                times.samples(figure),
                buffersOfAClaim(),
                Drains.number(
                        QueueRoom.database(), "select n_dead_tup from pg_stat_user_tables where relname = 'task'"),
                used.foreign());
    }

    private long buffersOfAClaim() throws SQLException {
        var claim = ClaimText.of(room.home(), WorkerId.random(), NoOpPlans.AGENT, 1);
        try (var connection = connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try (var plan = statement.executeQuery("explain (analyze, buffers, format json) " + claim)) {
                plan.next();
                String text = plan.getString(1);
                connection.rollback();
                return first(HIT, text) + first(READ, text);
            }
        }
    }

    /** The outermost node's, which stands first and holds those of all the others. */
    private static long first(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + pattern + " in " + text);
        }
        return Long.parseLong(matcher.group(1));
    }

    private static Connection connect() throws SQLException {
        var database = QueueRoom.database();
        return DriverManager.getConnection(database.url(), database.user(), database.password());
    }
}
