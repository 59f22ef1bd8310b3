package dev.coppice.queue;

import dev.coppice.sql.Sql;
import dev.coppice.sql.SqlText;
import dev.coppice.task.ExecutionId;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.util.Optional;

/** Holds executions to what their agents may spend. Agents tell their cost when they end, so that is when it is looked at. */
@ApplicationScoped
public class Budgets {

    /** What {@link #isBudget} asks of an amount, in words. */
    public static final String BUDGET = "more than 0, at most 1000000, with at most 6 decimals";

    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);
    private static final int DECIMALS = 6;

    /** The word for programs. */
    public static final String REASON = "budget_spent";

    private static final SqlText STANDING = SqlText.of("""
            select cast(e.settings ->> 'budgetUsd' as numeric) as budget, coalesce(sum(a.cost_usd), 0) as spent
              from execution e
              left join task t on t.execution_id = e.id
              left join attempt a on a.task_id = t.id
             where e.id = :execution and e.settings ->> 'budgetUsd' is not null
             group by e.id
            """);

    /** Once for each size that the budget has had. */
    private static final SqlText WARN = SqlText.of("""
            insert into task_event (execution_id, what, detail)
            select :execution, 'execution_budget_warning', jsonb_build_object('spent_usd', :spent, 'budget_usd', :budget)
             where not exists
                   (select from task_event
                     where execution_id = :execution and what = 'execution_budget_warning'
                       and cast(detail ->> 'budget_usd' as numeric) = :budget)
            """);

    private final Sql sql;
    private final ExecutionLock lock;
    private final Steering steering;

    Budgets(Sql sql, ExecutionLock lock, Steering steering) {
        this.sql = sql;
        this.lock = lock;
        this.steering = steering;
    }

    /** Whether so many US dollars can be a budget. */
    public static boolean isBudget(BigDecimal amount) {
        return amount.signum() > 0
                && amount.compareTo(MOST) <= 0
                && amount.stripTrailingZeros().scale() <= DECIMALS;
    }

    /**
     * To be called when an agent has told what it cost: an execution that has spent four fifths of its budget is warned of, and one that has
     * spent all of it is paused. What runs goes on to its end.
     */
    @Transactional
    public void enforce(ExecutionId execution) {
        lock.take(execution);
        standing(execution).ifPresent(standing -> {
            if (standing.isSpent()) {
                steering.pause(execution, REASON, standing.words());
            } else if (standing.isNearlySpent()) {
                warn(execution, standing);
            }
        });
    }

    /** Why nothing more may be started, in words for people; empty if there is money left, or no budget. */
    @Transactional
    public Optional<String> objection(ExecutionId execution) {
        return standing(execution).filter(Standing::isSpent).map(Standing::words);
    }

    private Optional<Standing> standing(ExecutionId execution) {
        return sql.call(STANDING)
                .with("execution", execution.value())
                .row(row -> new Standing(row.getBigDecimal("spent"), row.getBigDecimal("budget")));
    }

    private void warn(ExecutionId execution, Standing standing) {
        int warned = sql.call(WARN)
                .with("execution", execution.value())
                .with("spent", standing.spent())
                .with("budget", standing.budget())
                .run();
        if (warned > 0) {
            Log.warnf("%s: %s US dollars of %s are spent", execution, standing.spent(), standing.budget());
        }
    }

    /** In US dollars. */
    private record Standing(BigDecimal spent, BigDecimal budget) {

        private static final BigDecimal NEARLY = new BigDecimal("0.8");

        boolean isSpent() {
            return spent.compareTo(budget) >= 0;
        }

        boolean isNearlySpent() {
            return spent.compareTo(budget.multiply(NEARLY)) >= 0;
        }

        String words() {
            return "its agents have spent " + spent.stripTrailingZeros().toPlainString() + " US dollars of "
                    + budget.stripTrailingZeros().toPlainString() + "; give it a larger budget to go on";
        }
    }
}
