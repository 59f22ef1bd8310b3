package dev.coppice.queue.landing;

import dev.coppice.queue.QueueConfig;
import dev.coppice.queue.SteeringStatements;
import dev.coppice.queue.row.Columns;
import dev.coppice.sql.AutoCommit;
import dev.coppice.sql.Sql;
import dev.coppice.sql.SqlCall;
import dev.coppice.sql.SqlText;
import dev.coppice.task.CommitId;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.HomeId;
import dev.coppice.task.Lease;
import dev.coppice.task.TaskNumber;
import dev.coppice.task.WorkerId;
import dev.coppice.wakeup.WakeUps;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The single statements of a landing, within the transaction and under the lock of {@link Landings}. */
@ApplicationScoped
class LandingSteps {

    private final Sql sql;
    private final AutoCommit single;
    private final QueueConfig config;
    private final WakeUps wakeUps;

    LandingSteps(Sql sql, AutoCommit single, QueueConfig config, WakeUps wakeUps) {
        this.sql = sql;
        this.single = single;
        this.config = config;
        this.wakeUps = wakeUps;
    }

    Intention announce(Lease lease, CommitId oldTip, CommitId newTip) {
        return intent(LandingStatements.INTEND, lease, oldTip, newTip)
                .or(() -> intent(LandingStatements.ANNOUNCED, lease, oldTip, newTip))
                .<Intention>map(Intention.Open::new)
                .orElseGet(() -> refusal(lease, oldTip));
    }

    boolean land(Lease lease) {
        var landed = ofLease(LandingStatements.LAND, lease)
                .withNumber("limit", config.repositoryLimit())
                .row(row -> Map.entry(Columns.text(row, "line"), row.getInt("admitted_now")));
        landed.ifPresent(freed -> wakeUps.admitted(freed.getKey(), freed.getValue()));
        return landed.isPresent();
    }

    boolean hasLanded(Lease lease) {
        return ofLease(LandingStatements.HAS_LANDED, lease).row(row -> true).isPresent();
    }

    boolean takeTurn(Lease lease) {
        return ofLease(LandingStatements.TAKE_TURN, lease)
                        .with("task", lease.task().value())
                        .run()
                == 1;
    }

    void giveUpTurn(Lease lease) {
        ofLease(LandingStatements.GIVE_UP_TURN, lease).run();
    }

    List<OpenIntent> abandoned(HomeId home) {
        return open(LandingStatements.ABANDONED)
                .with("own", null)
                .with("home", home.value().toString())
                .rows(LandingSteps::openIntent);
    }

    List<OpenIntent> givenUp(Owner self) {
        return sql.call(LandingStatements.GIVEN_UP)
                .with("home", self.home().value())
                .with("worker", self.worker().value())
                .rows(LandingSteps::openIntent);
    }

    List<OpenIntent> abandoned(Lease own) {
        return open(LandingStatements.ABANDONED_OF)
                .with("own", own.token())
                .with("execution", own.execution().value())
                .rows(LandingSteps::openIntent);
    }

    boolean isStillAbandoned(OpenIntent intent) {
        return open(LandingStatements.STILL_ABANDONED)
                .with("own", intent.ours() ? intent.lease().token() : null)
                .with("id", intent.id())
                .row(LandingSteps::openIntent)
                .isPresent();
    }

    void abandon(OpenIntent intent) {
        sql.call(LandingStatements.ABANDON).with("id", intent.id()).run();
    }

    void pauseResultMoved(ExecutionId execution, String detail) {
        int paused = sql.call(LandingStatements.PAUSE_RESULT_MOVED)
                .with("execution", execution.value())
                .with("detail", detail.replace("\0", ""))
                .run();
        if (paused > 0) {
            Log.warnf("%s: paused (result_moved): %s", execution, detail);
        }
        sql.call(SteeringStatements.PAUSE_TASKS)
                .with("execution", execution.value())
                .run();
    }

    private Optional<OpenIntent> intent(SqlText statement, Lease lease, CommitId oldTip, CommitId newTip) {
        return sql.call(statement)
                .with("task", lease.task().value())
                .with("token", lease.token())
                .with("old", oldTip.sha())
                .with("new", newTip.sha())
                .row(row -> row.getLong("id"))
                .map(id -> new OpenIntent(id, lease, number(lease), oldTip, newTip, owner(lease), true));
    }

    private TaskNumber number(Lease lease) {
        return sql.call(LandingStatements.NUMBER)
                .with("task", lease.task().value())
                .row(row -> new TaskNumber(Columns.text(row, "number")))
                .orElseThrow();
    }

    private Owner owner(Lease lease) {
        return sql.call(LandingStatements.OWNER)
                .with("task", lease.task().value())
                .with("attempt", lease.attempt())
                .row(LandingSteps::owner)
                .orElseThrow();
    }

    private Intention refusal(Lease lease, CommitId oldTip) {
        return sql.call(LandingStatements.REFUSAL)
                .with("task", lease.task().value())
                .with("token", lease.token())
                .row(row -> refusal(row, oldTip))
                .orElseGet(Intention.LeaseLost::new);
    }

    private static Intention refusal(ResultSet row, CommitId oldTip) throws SQLException {
        var tip = Columns.commit(row, "result_tip");
        if (row.getBoolean("cancelled")) {
            return new Intention.Stopped("cancelled");
        }
        if (row.getBoolean("stopped")) {
            return new Intention.Stopped("result_moved");
        }
        if (row.getBoolean("other_open")) {
            return new Intention.OtherIntentOpen();
        }
        return tip.equals(oldTip) ? new Intention.NotOurTurn() : new Intention.TipMoved(tip);
    }

    private static Owner owner(ResultSet row) throws SQLException {
        return new Owner(new HomeId(Columns.uuid(row, "home")), new WorkerId(Columns.uuid(row, "worker")));
    }

    private SqlCall ofLease(SqlText statement, Lease lease) {
        return single.call(statement)
                .with("execution", lease.execution().value())
                .with("token", lease.token());
    }

    private SqlCall open(SqlText statement) {
        return sql.call(statement).with("grace", config.reapGrace().toMillis() / 1000.0);
    }

    private static OpenIntent openIntent(ResultSet row) throws SQLException {
        return new OpenIntent(
                row.getLong("id"),
                Columns.lease(row),
                new TaskNumber(Columns.text(row, "number")),
                Columns.commit(row, "old_tip"),
                Columns.commit(row, "new_tip"),
                owner(row),
                row.getBoolean("ours"));
    }
}
