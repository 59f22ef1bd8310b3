package dev.coppice.worker;

import dev.coppice.agent.AgentListener;
import dev.coppice.agent.AgentReport;
import dev.coppice.agent.AgentResult;
import dev.coppice.agent.Repair;
import dev.coppice.money.Consumption;
import dev.coppice.queue.Attempts;
import dev.coppice.queue.BudgetStanding;
import dev.coppice.queue.Budgets;
import dev.coppice.task.Phase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** Has an attempt's agent work: told what it has to know, on a seat, with its time and money counted before anybody else sits down. */
@ApplicationScoped
class AgentTurns {

    private final Attempts attempts;
    private final Briefings briefings;
    private final Seats seats;
    private final Spending spending;

    AgentTurns(Attempts attempts, Briefings briefings, Seats seats, Spending spending) {
        this.attempts = attempts;
        this.briefings = briefings;
        this.seats = seats;
        this.spending = spending;
    }

    /** What the attempt may ask of its agent. */
    RepairRounds rounds(Assigned task) {
        return new RepairRounds(task, briefings.of(task));
    }

    /** Waits until the agent may work; what became of the attempt if it never may, for want of money too. */
    Optional<Outcome> await(Assigned task, RepairRounds rounds) throws InterruptedException {
        if (!seats.await(task.attempt(), () -> task.attempt().stopped() == null)) {
            return Optional.of(task.stopped());
        }
        return task.enters(Phase.RUNNING, attempts) ? unpaid(task, rounds) : Optional.of(Outcome.settled());
    }

    /** Money may have been spent since the task was claimed. An attempt that is at work already has its rounds, unless it is to be ended. */
    private Optional<Outcome> unpaid(Assigned task, RepairRounds rounds) {
        boolean isHard = task.work().settings().partBudgets().stopsHard();
        var budgets = spending.budgets(task.attempt());
        rounds.mayCost(Spending.left(budgets, isHard));
        return budgets.stream()
                .filter(BudgetStanding::isSpent)
                .filter(_ -> isHard || rounds.isFirst())
                .findFirst()
                .map(spent -> unpaid(task, spent));
    }

    /** Before it goes back its execution is paused for certain: else it would come again at once. */
    private Outcome unpaid(Assigned task, BudgetStanding spent) {
        return switch (spent.scope()) {
            case EXECUTION -> {
                spending.enforce(task.attempt());
                yield Outcome.released(Budgets.WORD, spent.words());
            }
            case BATCH, TASK, ATTEMPT -> Outcome.blocked(Budgets.WORD, spent.words());
        };
    }

    /** Why the agent may not be asked again in this attempt, in words for people. A spent execution waits for its attempts to end. */
    Optional<String> objection(Assigned task) {
        return spending.budgets(task.attempt()).stream()
                .filter(budget -> budget.scope() != BudgetStanding.Scope.EXECUTION)
                .filter(BudgetStanding::isSpent)
                .findFirst()
                .map(BudgetStanding::words);
    }

    /**
     * One round of it, begun by {@link #await}. Only who goes on to be checked leaves the seat here: an agent that may have to pause must
     * have done so before another task is claimed for it.
     */
    AgentReport take(Assigned task, Bench bench, RepairRounds rounds, Optional<Repair> repair) {
        long began = System.nanoTime();
        task.attempt().meter().begin();
        var report = bench.runAgent(
                rounds.briefing(), rounds.timeLeft(), repair, rounds.conversation(), rounds.budget(), listener(task));
        var time = Duration.ofNanos(System.nanoTime() - began);
        spending.end(task.attempt(), time, report.consumption());
        rounds.had(report, time);
        if (report.result() instanceof AgentResult.Finished) {
            seats.leave(task.attempt());
        }
        return report;
    }

    private AgentListener listener(Assigned task) {
        return new AgentListener() {
            @Override
            public void answered() {
                attempts.answered(task.lease());
            }

            @Override
            public void spent(Consumption soFar) {
                spending.hear(task.attempt(), soFar);
            }
        };
    }
}
