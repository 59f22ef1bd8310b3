package dev.coppice.queue;

import dev.coppice.money.Spent;
import dev.coppice.process.ProcessIdentity;
import dev.coppice.sql.AutoCommit;
import dev.coppice.sql.SqlCall;
import dev.coppice.sql.SqlText;
import dev.coppice.task.CommitId;
import dev.coppice.task.Lease;
import dev.coppice.task.Phase;
import dev.coppice.task.TaskId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** What an attempt writes about itself, one statement each. Every answer of false means that its lease is lost: it must stop and write nothing more. */
@ApplicationScoped
public class Attempts {

    private final AutoCommit sql;
    private final AttemptEnding ending;
    private final AgentPauses pauses;

    Attempts(AutoCommit sql, AttemptEnding ending, AgentPauses pauses) {
        this.sql = sql;
        this.ending = ending;
        this.pauses = pauses;
    }

    public boolean phase(Lease lease, Phase phase) {
        return fenced(AttemptStatements.PHASE, lease)
                        .with("phase", phase.word())
                        .run()
                == 1;
    }

    /** To be called right after the start of any process of the attempt, so that a successor can find and end it. */
    public boolean started(Lease lease, ProcessIdentity process) {
        return fenced(AttemptStatements.STARTED, lease)
                        .with("pid", process.pid())
                        .with("started", process.started())
                        .with("boot", process.boot())
                        .run()
                == 1;
    }

    /** True whoever holds the lease: that a process has ended is a fact, and no claim to anything. */
    public void processEnded(Lease lease, ProcessIdentity process) {
        processEnded(lease.task(), lease.attempt(), process);
    }

    /** The same, of an attempt whose lease nobody has any more. */
    public void processEnded(TaskId task, int attempt, ProcessIdentity process) {
        sql.call(AttemptStatements.PROCESS_ENDED)
                .with("task", task.value())
                .with("attempt", attempt)
                .with("pid", process.pid())
                .with("started", process.started())
                .run();
    }

    /** Where the attempt's output goes, and the model that its agent is told to use; empty if the agent chooses. */
    public boolean prepared(Lease lease, String log, Optional<String> model) {
        return fenced(AttemptStatements.PREPARED, lease)
                        .with("log", log)
                        .with("model", model.orElse(null))
                        .run()
                == 1;
    }

    /** The commit that holds the attempt's work, whether or not it lands. */
    public boolean kept(Lease lease, CommitId commit) {
        return fenced(AttemptStatements.KEPT, lease)
                        .with("commit", commit.sha())
                        .run()
                == 1;
    }

    /** So much longer has the agent run; what the whole attempt has spent takes the place of what is written already. */
    public boolean spent(Lease lease, Duration agentTime, Spent total) {
        return fenced(AttemptStatements.SPENT, lease)
                        .with("millis", agentTime.toMillis())
                        .with("cost", total.cost().orElse(null))
                        .with("estimate", total.isEstimate())
                        .with("input", total.tokens().input())
                        .with("output", total.tokens().output())
                        .with("read", total.tokens().cacheRead())
                        .with("written", total.tokens().cacheWrite())
                        .run()
                == 1;
    }

    /** A model has answered the agent: where this attempt was to try whether it can work again, the others go on now. */
    public void answered(Lease lease) {
        pauses.answered(lease);
    }

    /** Ends the attempt. Its own open landing intent must have been settled before. */
    public Ending end(Lease lease, AttemptEnd end) {
        return end instanceof AttemptEnd.AgentPaused pause
                ? ending.pausing(lease, EndColumns.of(end), pause)
                : ending.byToken(lease, EndColumns.of(end));
    }

    private SqlCall fenced(SqlText statement, Lease lease) {
        return sql.call(statement).with("task", lease.task().value()).with("token", lease.token());
    }
}
