package dev.coppice.wholeplan;

import dev.coppice.queue.lease.ExpiredLease;
import dev.coppice.queue.lease.Leases;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.Lease;
import dev.coppice.task.TaskId;
import io.agroal.api.AgroalDataSource;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * What goes wrong while a plan runs. A lease that is taken away makes its attempt a stale one, which goes on and finds out when it comes to
 * write; the task begins anew beside it.
 */
final class Accidents {

    private static final int MOST = 5;

    private final Random random;
    private final AgroalDataSource database;
    private final Leases leases;
    private final Consumer<ExecutionId> restart;
    private final List<String> happened = new ArrayList<>();

    /** {@code restart} gives back what runs and begins again. */
    Accidents(Random random, AgroalDataSource database, Leases leases, Consumer<ExecutionId> restart) {
        this.random = random;
        this.database = database;
        this.leases = leases;
        this.restart = restart;
    }

    List<String> happened() {
        return List.copyOf(happened);
    }

    /** Perhaps lets one happen; nobody waits for the pause before a retry. */
    void perhaps(ExecutionId execution) {
        change("update task set run_at = clock_timestamp() where execution_id = '" + execution
                + "' and state = 'queued' and run_at > clock_timestamp()");
        if (happened.size() < MOST) {
            switch (random.nextInt(24)) {
                case 0, 1, 2 -> takeLease(execution);
                case 3 -> restart(execution);
                default -> {}
            }
        }
    }

    private void restart(ExecutionId execution) {
        happened.add("restart");
        restart.accept(execution);
    }

    private void takeLease(ExecutionId execution) {
        var held = held(execution);
        if (!held.isEmpty()) {
            var lease = held.get(random.nextInt(held.size()));
            happened.add("lease taken from attempt " + lease.attempt() + " of task "
                    + lease.task().value());
            change("update task_lease set lease_until = '-infinity' where token = '" + lease.token() + "'");
            leases.reap(new ExpiredLease(lease));
        }
    }

    private List<Lease> held(ExecutionId execution) {
        var query = "select task_id, attempt, token from task_lease where execution_id = '" + execution + "'";
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var held = new ArrayList<Lease>();
            while (rows.next()) {
                held.add(new Lease(
                        execution, new TaskId(rows.getLong(1)), rows.getInt(2), rows.getObject(3, UUID.class)));
            }
            return held;
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    private void change(String statement) {
        try (var connection = database.getConnection();
                var prepared = connection.createStatement()) {
            prepared.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }
}
