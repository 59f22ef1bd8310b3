package dev.coppice.worker;

import dev.coppice.money.Consumption;
import dev.coppice.money.Prices;
import dev.coppice.queue.Attempts;
import dev.coppice.queue.BudgetStanding;
import dev.coppice.queue.Budgets;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Keeps the accounts of the attempts that run here: what their agents tell is written down while they work, and budgets are kept. */
@ApplicationScoped
class Spending {

    private final ActiveAttempts active;
    private final Attempts attempts;
    private final Budgets budgets;
    private final Prices prices;

    Spending(ActiveAttempts active, Attempts attempts, Budgets budgets, Prices prices) {
        this.active = active;
        this.attempts = attempts;
        this.budgets = budgets;
        this.prices = prices;
    }

    /** So long as an agent works it may tell often; once a second is enough for the database. */
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void write() {
        active.all().forEach(this::write);
    }

    /** One account that cannot be written must not keep the others; the end of the round tells all of it again. */
    private void write(ActiveAttempt attempt) {
        try {
            if (attempt.meter().write(total -> attempts.spent(attempt.lease(), Duration.ZERO, total))) {
                enforce(attempt);
            }
        } catch (RuntimeException e) {
            Log.warnf("could not write down what %s has spent so far: %s", attempt.lease(), e.getMessage());
        }
    }

    /** The agent has told what its round has taken so far. */
    void hear(ActiveAttempt attempt, Consumption soFar) {
        attempt.meter().tell(prices.count(soFar));
    }

    /** A round of the agent is over. */
    void end(ActiveAttempt attempt, Duration time, Consumption round) {
        var spent = prices.count(round);
        attempt.meter().end(spent, total -> attempts.spent(attempt.lease(), time, total));
        if (spent.cost().isPresent()) {
            enforce(attempt);
        }
    }

    /** Stops what the attempt's execution and its parts have no money left for. */
    void enforce(ActiveAttempt attempt) {
        budgets.enforce(attempt.lease().execution());
    }

    /** How the budgets stand that the attempt has to keep. */
    List<BudgetStanding> budgets(ActiveAttempt attempt) {
        return budgets.of(attempt.lease());
    }

    /**
     * What the agent may spend in its next round by itself, in US dollars: what its attempt has left, and, where agents are ended once a
     * wider budget is spent, no more than that has left.
     */
    static Optional<BigDecimal> left(List<BudgetStanding> budgets, boolean isHard) {
        return budgets.stream()
                .filter(budget -> isHard || budget.scope() == BudgetStanding.Scope.ATTEMPT)
                .map(BudgetStanding::left)
                .min(Comparator.naturalOrder());
    }
}
