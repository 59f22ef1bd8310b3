package dev.coppice.worker;

import dev.coppice.agent.AgentReport;
import dev.coppice.agent.AgentResult;
import dev.coppice.agent.Repair;
import dev.coppice.queue.Attempts;
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
    private final Budgets budgets;

    AgentTurns(Attempts attempts, Briefings briefings, Seats seats, Budgets budgets) {
        this.attempts = attempts;
        this.briefings = briefings;
        this.seats = seats;
        this.budgets = budgets;
    }

    /** What the attempt may ask of its agent. */
    RepairRounds rounds(Assigned task) {
        return new RepairRounds(task, briefings.of(task));
    }

    /** Waits until the agent may work; what became of the attempt if it never may. */
    Optional<Outcome> await(Assigned task) throws InterruptedException {
        if (!seats.await(task.attempt(), () -> task.attempt().stopped() == null)) {
            return Optional.of(task.stopped());
        }
        return attempts.phase(task.lease(), Phase.RUNNING) ? Optional.empty() : Optional.of(Outcome.settled());
    }

    /**
     * One round of it, begun by {@link #await}. Only who goes on to be checked leaves the seat here: an agent that may have to pause must
     * have done so before another task is claimed for it.
     */
    AgentReport take(Assigned task, Bench bench, RepairRounds rounds, Optional<Repair> repair) {
        long began = System.nanoTime();
        Runnable answered = () -> attempts.answered(task.lease());
        var report = bench.runAgent(rounds.briefing(), rounds.timeLeft(), repair, rounds.conversation(), answered);
        var time = Duration.ofNanos(System.nanoTime() - began);
        attempts.spent(task.lease(), time, report.cost());
        report.cost().ifPresent(_ -> budgets.enforce(task.lease().execution()));
        rounds.had(report, time);
        if (report.result() instanceof AgentResult.Finished) {
            seats.leave(task.attempt());
        }
        return report;
    }
}
