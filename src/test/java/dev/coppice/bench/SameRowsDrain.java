package dev.coppice.bench;

import dev.coppice.database.DatabaseAddress;
import dev.coppice.queue.ClaimText;
import dev.coppice.task.WorkerId;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What the record-keeping alone costs: plain JDBC on Coppice's own tables, by its own claim and a completion that writes the rows of an
 * attempt's end and nothing else. No execution is locked, nothing that waits is released, no batch or execution ends.
 */
final class SameRowsDrain implements Drain {

    private static final String COMPLETE = """
            with own as (
              delete from task_lease where task_id = ? and token = ? returning task_id, attempt, worker, execution_id),
            ended as (
              update attempt a
                 set state = 'completed', ended_at = clock_timestamp()
                from own
               where a.task_id = own.task_id and a.number = own.attempt),
            back as (
              update task t
                 set state = 'completed', admitted = false
                from own
               where t.id = own.task_id and t.attempts = own.attempt
              returning t.id)
            insert into task_event (execution_id, task_id, what, attempt, worker)
            select own.execution_id, back.id, 'completed', own.attempt, own.worker
              from own
              join back on back.id = own.task_id
            """;

    private final QueueRoom room;
    private final int batch;

    SameRowsDrain(QueueRoom room, int batch) {
        this.room = room;
        this.batch = batch;
    }

    @Override
    public String figure() {
        return "same_rows_claim_" + batch + "_complete_1";
    }

    @Override
    public DatabaseAddress database() {
        return QueueRoom.database();
    }

    @Override
    public void empty() {
        room.empty();
    }

    @Override
    public void enqueue(int jobs) {
        room.submit(jobs);
    }

    @Override
    public void work(int jobs) throws InterruptedException {
        var address = database();
        var text = ClaimText.of(room.home(), WorkerId.random(), NoOpPlans.AGENT, batch);
        Slots.run(() -> {
            try (var connection = DriverManager.getConnection(address.url(), address.user(), address.password());
                    var claim = connection.prepareStatement(text);
                    var complete = connection.prepareStatement(COMPLETE)) {
                List<Job> claimed;
                do {
                    claimed = claim(claim);
                    for (var job : claimed) {
                        complete(complete, job);
                    }
                } while (!claimed.isEmpty());
                return null;
            }
        });
    }

    private record Job(long task, UUID token) {}

    private static List<Job> claim(PreparedStatement claim) throws SQLException {
        try (var rows = claim.executeQuery()) {
            var jobs = new ArrayList<Job>();
            while (rows.next()) {
                jobs.add(new Job(rows.getLong("task_id"), rows.getObject("token", UUID.class)));
            }
            return jobs;
        }
    }

    private static void complete(PreparedStatement complete, Job job) throws SQLException {
        complete.setLong(1, job.task());
        complete.setObject(2, job.token());
        if (complete.executeUpdate() != 1) {
            throw new IllegalStateException("not completed: " + job);
        }
    }

    @Override
    public String leftQuery() {
        return "select count(*) from task where state <> 'completed'";
    }
}
