package dev.coppice.queue;

import dev.coppice.queue.row.ExecutionLock;
import dev.coppice.sql.Sql;
import dev.coppice.sql.SqlCall;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.Lease;
import dev.coppice.wakeup.WakeUps;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds executions, batches, tasks and attempts to what their agents may spend. */
@ApplicationScoped
public class Budgets {

    /** What {@link #isBudget} asks of an amount, in words. */
    public static final String BUDGET = "more than 0, at most 1000000, with at most 6 decimals";

    /** The word for programs of why an execution is paused. */
    public static final String REASON = "budget_spent";

    /** The word for programs of why a task or an attempt ended. */
    public static final String WORD = "budget";

    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);
    private static final int DECIMALS = 6;

    private final Sql sql;
    private final ExecutionLock lock;
    private final Steering steering;
    private final FollowUps followUps;
    private final WakeUps wakeUps;

    Budgets(Sql sql, ExecutionLock lock, Steering steering, FollowUps followUps, WakeUps wakeUps) {
        this.sql = sql;
        this.lock = lock;
        this.steering = steering;
        this.followUps = followUps;
        this.wakeUps = wakeUps;
    }

    /** A budget of which four fifths are spent, and whose it is. */
    private record Pressing(
            BudgetStanding standing,
            @Nullable Integer batch,
            @Nullable Long task,
            @Nullable String number,
            @Nullable Integer attempt) {

        static Pressing of(ResultSet row) throws SQLException {
            return new Pressing(
                    BudgetStanding.of(row),
                    row.getObject("batch", Integer.class),
                    row.getObject("task_id", Long.class),
                    row.getString("number"),
                    row.getObject("attempt", Integer.class));
        }
    }

    /** Whether so many US dollars can be a budget. */
    public static boolean isBudget(BigDecimal amount) {
        return amount.signum() > 0
                && amount.compareTo(MOST) <= 0
                && amount.stripTrailingZeros().scale() <= DECIMALS;
    }

    /**
     * To be called when an agent has told what it cost: who has spent four fifths of a budget is warned of, and who has spent all of it begins
     * nothing more. An execution is paused, the queued tasks of a batch fail; a task fails with the end of its attempt. What runs goes on to
     * its end, or, with a hard stop, hears with its heartbeat that it must not.
     */
    @Transactional
    public void enforce(ExecutionId execution) {
        if (pressing(execution).isEmpty()) {
            return;
        }
        lock.take(execution);
        boolean isHard = sql.call(BudgetStatements.IS_HARD)
                .with("execution", execution.value())
                .row(row -> row.getBoolean("hard"))
                .orElse(false);
        for (Pressing budget : pressing(execution)) {
            if (budget.standing().isSpent()) {
                stopNewWork(execution, budget);
                if (isHard) {
                    stopRunning(execution, budget);
                }
            } else {
                tell(execution, budget, "warning");
            }
        }
    }

    private List<Pressing> pressing(ExecutionId execution) {
        return sql.call(BudgetStatements.PRESSING)
                .with("execution", execution.value())
                .rows(Pressing::of);
    }

    /** Why nothing more may be started, in words for people; empty if there is money left, or no budget. */
    @Transactional
    public Optional<String> objection(ExecutionId execution) {
        return sql.call(BudgetStatements.OF_EXECUTION)
                .with("execution", execution.value())
                .row(BudgetStanding::of)
                .filter(BudgetStanding::isSpent)
                .map(BudgetStanding::words);
    }

    /** How the budgets stand that an attempt has to keep, from the narrowest to the widest; those that nobody has set are left out. */
    @Transactional
    public List<BudgetStanding> of(Lease lease) {
        return sql.call(BudgetStatements.OF_ATTEMPT)
                .with("task", lease.task().value())
                .with("attempt", lease.attempt())
                .rows(BudgetStanding::of);
    }

    private void stopNewWork(ExecutionId execution, Pressing budget) {
        switch (budget.standing().scope()) {
            case EXECUTION ->
                steering.pause(execution, REASON, budget.standing().words());
            case BATCH -> {
                tell(execution, budget, "spent");
                failQueued(execution, budget);
            }
            case TASK, ATTEMPT -> tell(execution, budget, "spent");
        }
    }

    private void failQueued(ExecutionId execution, Pressing budget) {
        int failed = sql.call(BudgetStatements.FAIL_BATCH)
                .with("execution", execution.value())
                .with("batch", budget.batch())
                .row(row -> row.getInt("failed"))
                .orElse(0);
        if (failed > 0) {
            followUps.settle(execution);
        }
    }

    private void stopRunning(ExecutionId execution, Pressing budget) {
        int stopped = sql.call(BudgetStatements.STOP_RUNNING)
                .with("execution", execution.value())
                .with("scope", budget.standing().scope().word())
                .with("batch", budget.batch())
                .with("task", budget.task())
                .with("attempt", budget.attempt())
                .run();
        if (stopped > 0) {
            wakeUps.stopAsked(execution);
        }
    }

    private void tell(ExecutionId execution, Pressing budget, String what) {
        var standing = budget.standing();
        int told = call(execution, budget)
                .with("what", standing.scope().word() + "_budget_" + what)
                .run();
        if (told > 0) {
            Log.warnf(
                    "%s: %s US dollars%s of the %s are spent, which is %s",
                    execution,
                    standing.spent(),
                    standing.isEstimate() ? " (estimated)" : "",
                    name(budget),
                    standing.budget());
        }
    }

    private SqlCall call(ExecutionId execution, Pressing budget) {
        var standing = budget.standing();
        return sql.call(BudgetStatements.TELL)
                .with("execution", execution.value())
                .with("batch", budget.batch())
                .with("task", budget.task())
                .with("attempt", budget.attempt())
                .with("spent", standing.spent())
                .with("budget", standing.budget())
                .with("estimate", standing.isEstimate());
    }

    private static String name(Pressing budget) {
        return switch (budget.standing().scope()) {
            case EXECUTION -> "execution's budget";
            case BATCH -> "budget of batch " + budget.batch();
            case TASK -> "budget of task " + budget.number();
            case ATTEMPT -> "budget of attempt " + budget.attempt() + " at task " + budget.number();
        };
    }
}
