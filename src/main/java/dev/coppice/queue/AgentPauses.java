package dev.coppice.queue;

import dev.coppice.queue.row.Columns;
import dev.coppice.sql.AutoCommit;
import dev.coppice.sql.SqlCall;
import dev.coppice.task.Lease;
import dev.coppice.wakeup.WakeUps;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** The agents whose tasks wait because their account cannot work now; the same for all processes on this database. */
@ApplicationScoped
public class AgentPauses {

    private static final Logger LOG = Logger.getLogger(AgentPauses.class);

    /** Less than the time between two polls. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(900);

    private final AutoCommit sql;
    private final WakeUps wakeUps;
    private long lookedAt = System.nanoTime() - BETWEEN_LOOKS.toNanos();

    AgentPauses(AutoCommit sql, WakeUps wakeUps) {
        this.sql = sql;
        this.wakeUps = wakeUps;
    }

    /** Those of now, by name. */
    public List<AgentPause> all() {
        return sql.call(PauseStatements.ALL).rows(AgentPause::of);
    }

    /** Ends a pause because a person says so; false if there is none. */
    public boolean end(String agent) {
        return ended(sql.call(PauseStatements.END_BY_NAME).with("agent", agent));
    }

    /** A person has come who may have logged in or paid meanwhile: one task tries at once, unless a rate limit is waited for. */
    public void tryAgain() {
        sql.call(PauseStatements.TRY_AGAIN).run();
    }

    /** The attempt's agent got an answer of its model: if this is the one that was to try, the others go on. */
    void answered(Lease lease) {
        ended(sql.call(PauseStatements.END_BY_PROBE).with("token", lease.token()));
    }

    /** Those of the agents for which one task may try now. Looks not more often than is good; empty in between. */
    synchronized List<String> due(Set<String> agents) {
        long now = System.nanoTime();
        if (now - lookedAt < BETWEEN_LOOKS.toNanos()) {
            return List.of();
        }
        lookedAt = now;
        return sql.call(PauseStatements.DUE)
                .with("agents", agents.toArray(String[]::new))
                .rows(row -> Columns.text(row, "agent"));
    }

    private boolean ended(SqlCall call) {
        Optional<Ended> ended = call.row(Ended::of);
        ended.ifPresent(pause -> {
            LOG.infof("the agent %s goes on", pause.agent());
            pause.lines().forEach(line -> wakeUps.admitted(line, 1));
        });
        return ended.isPresent();
    }

    /** What the function answers. */
    private record Ended(String agent, List<String> lines) {

        static Ended of(ResultSet row) throws SQLException {
            return new Ended(Columns.text(row, "agent"), List.of((String[])
                    row.getArray("lines").getArray()));
        }
    }
}
