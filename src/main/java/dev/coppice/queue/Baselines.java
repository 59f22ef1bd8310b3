package dev.coppice.queue;

import dev.coppice.queue.row.Columns;
import dev.coppice.queue.row.ExecutionLock;
import dev.coppice.sql.Sql;
import dev.coppice.sql.SqlText;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.Lease;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the checks of an execution say of its base: found out once, by one attempt, whoever else works on it. */
@ApplicationScoped
public class Baselines {

    /** Whoever has begun is at it for as long as its lease lives. */
    private static final SqlText STANDING = SqlText.of("""
            select b.checks,
                   b.token <> :token and exists (
                     select from task_lease l where l.token = b.token and l.lease_until > clock_timestamp()) as with_another
              from baseline b
             where b.execution_id = :execution
            """);

    private static final SqlText BEGIN = SqlText.of("""
            insert into baseline (execution_id, token)
            select l.execution_id, l.token
              from task_lease l
             where l.task_id = :task and l.token = :token
            on conflict (execution_id) do update
               set token = excluded.token
             where baseline.checks is null
            """);

    /** What one task alone asks for is about what that task is to make, and says nothing of the base. */
    private static final SqlText SHARED = SqlText.of("""
            select c.command
              from task_data d
             cross join lateral json_array_elements_text(d.payload -> 'verification' -> 'commands')
                   with ordinality as c (command, place)
             where d.execution_id = :execution
             group by c.command
            having count(distinct d.task_id) > 1
             order by min(d.task_id), min(c.place)
            """);

    private static final SqlText RECORD = SqlText.of("""
            update baseline b
               set checks = cast(:checks as json)
              from task_lease l
             where b.execution_id = :execution and b.token = :token and b.checks is null
               and l.task_id = :task and l.token = b.token
            """);

    private static final SqlText CHECKS =
            SqlText.of("select checks from baseline where execution_id = :execution and checks is not null");

    private final Sql sql;
    private final ExecutionLock lock;

    Baselines(Sql sql, ExecutionLock lock) {
        this.sql = sql;
        this.lock = lock;
    }

    /** What the attempt has to do: the gate's commands and those that several tasks share are looked at. */
    @Transactional
    public BaselineTurn begin(Lease lease, List<String> gate) {
        var known = checks(lease.execution());
        if (known.isPresent()) {
            return new BaselineTurn.Known(known.get());
        }
        lock.take(lease.execution());
        return standing(lease).orElseGet(() -> take(lease, gate));
    }

    /** False if somebody else has recorded it, or the lease is lost; {@link #begin} tells. */
    @Transactional
    public boolean record(Lease lease, List<BaselineCheck> checks) {
        return sql.call(RECORD)
                        .with("execution", lease.execution().value())
                        .with("task", lease.task().value())
                        .with("token", lease.token())
                        .with("checks", Json.write(checks))
                        .run()
                == 1;
    }

    /** Within the transaction of its caller; empty while it is not known. */
    Optional<List<BaselineCheck>> checks(ExecutionId execution) {
        return sql.call(CHECKS).with("execution", execution.value()).row(row -> read(Columns.text(row, "checks")));
    }

    /** Empty if nobody is at it. */
    private Optional<BaselineTurn> standing(Lease lease) {
        return sql.call(STANDING)
                .with("execution", lease.execution().value())
                .with("token", lease.token())
                .row(Baselines::standing)
                .flatMap(standing -> standing);
    }

    private static Optional<BaselineTurn> standing(ResultSet row) throws SQLException {
        var checks = row.getString("checks");
        if (checks != null) {
            return Optional.of(new BaselineTurn.Known(read(checks)));
        }
        return row.getBoolean("with_another") ? Optional.of(new BaselineTurn.Underway()) : Optional.empty();
    }

    static List<BaselineCheck> read(String checks) {
        return List.of(Json.read(checks, BaselineCheck[].class));
    }

    private BaselineTurn take(Lease lease, List<String> gate) {
        int begun = sql.call(BEGIN)
                .with("task", lease.task().value())
                .with("token", lease.token())
                .run();
        if (begun == 0) {
            return new BaselineTurn.LeaseLost();
        }
        var shared =
                sql.call(SHARED).with("execution", lease.execution().value()).rows(row -> Columns.text(row, "command"));
        var commands = Stream.concat(gate.stream(), shared.stream()).distinct().toList();
        if (commands.isEmpty()) {
            record(lease, List.of());
            return new BaselineTurn.Known(List.of());
        }
        return new BaselineTurn.Ours(commands);
    }
}
