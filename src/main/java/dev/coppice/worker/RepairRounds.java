package dev.coppice.worker;

import dev.coppice.agent.AgentReport;
import dev.coppice.agent.Conversation;
import dev.coppice.prompt.Briefing;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/** What one attempt has had of its agent, and what it may still ask of it. */
final class RepairRounds {

    private final Briefing briefing;
    private final boolean canRepair;
    private final int most;
    private int used;
    private boolean conflictUsed;
    private Duration timeLeft;
    private Optional<Conversation> conversation = Optional.empty();
    private Optional<BigDecimal> budget = Optional.empty();
    private String unpaid = "";

    RepairRounds(Assigned task, Briefing briefing) {
        this.briefing = briefing;
        this.canRepair = task.equipment().agent().canRepair();
        this.most = task.work().settings().repairRounds();
        this.timeLeft = task.work().settings().taskTimeLimit();
    }

    /** What the agent is told besides its task, in every round. */
    Briefing briefing() {
        return briefing;
    }

    /** All rounds share the task's time limit. */
    Duration timeLeft() {
        return timeLeft;
    }

    Optional<Conversation> conversation() {
        return conversation;
    }

    /** What the next round may cost, in US dollars; empty: whatever it needs. */
    Optional<BigDecimal> budget() {
        return budget;
    }

    void mayCost(Optional<BigDecimal> amount) {
        budget = amount;
    }

    /** Whether the agent has not been asked to put anything right yet. */
    boolean isFirst() {
        return used == 0 && !conflictUsed;
    }

    /** No more rounds, for want of money. */
    void endFor(String words) {
        unpaid = !canRepair ? "" : "\n(no more rounds to put it right: " + words + ")";
    }

    void had(AgentReport report, Duration time) {
        timeLeft = timeLeft.minus(time);
        conversation = report.conversation().or(() -> conversation);
    }

    /** Takes a round for this, if there is one left. A conflict has one of its own, once: who meets the next one has to give way. */
    boolean take(Objection objection) {
        if (!canRepair || !timeLeft.isPositive()) {
            return false;
        }
        boolean isTaken = switch (objection) {
            case Objection.OfCheck _ -> used < most;
            case Objection.OfConflict _ -> !conflictUsed;
        };
        if (isTaken) {
            count(objection);
        }
        return isTaken;
    }

    private void count(Objection objection) {
        switch (objection) {
            case Objection.OfCheck _ -> used++;
            case Objection.OfConflict _ -> conflictUsed = true;
        }
    }

    /** The heading of the round that was taken last. */
    String heading(Objection objection) {
        return switch (objection) {
            case Objection.OfCheck _ -> "repair round " + used + " of " + most + ": " + objection.words();
            case Objection.OfConflict _ -> "a round for " + objection.words();
        };
    }

    /** What to add to a failure's message. */
    String after() {
        if (isFirst()) {
            return unpaid;
        }
        return unpaid + "\n(after " + count(used, "repair round") + (conflictUsed ? " and one for a conflict)" : ")");
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
