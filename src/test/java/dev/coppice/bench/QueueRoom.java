package dev.coppice.bench;

import dev.coppice.database.DatabaseAddress;
import dev.coppice.database.TestPostgres;
import dev.coppice.queue.AttemptEnd;
import dev.coppice.queue.Attempts;
import dev.coppice.queue.Claim;
import dev.coppice.queue.Claims;
import dev.coppice.queue.Ending;
import dev.coppice.queue.Executions;
import dev.coppice.queue.Scope;
import dev.coppice.task.HomeId;
import dev.coppice.task.Lease;
import dev.coppice.task.WorkerId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The shipped queue as the service uses it: its beans, pool, transactions and Hibernate. One data folder, one worker. */
@ApplicationScoped
class QueueRoom {

    /** The ends of one execution are serial by design, so the tasks are spread over many. */
    static final int TASKS_PER_EXECUTION = 200;

    private final HomeId home = new HomeId(UUID.randomUUID());
    private final WorkerId worker = WorkerId.random();
    private final Executions executions;
    private final Claims claims;
    private final Attempts attempts;

    QueueRoom(Executions executions, Claims claims, Attempts attempts) {
        this.executions = executions;
        this.claims = claims;
        this.attempts = attempts;
    }

    static DatabaseAddress database() {
        return BenchPostgres.ofTheApplication();
    }

    HomeId home() {
        return home;
    }

    void empty() {
        TestPostgres.execute(database(), "truncate execution, task_event cascade");
    }

    void submit(int tasks) {
        for (int left = tasks; left > 0; left -= TASKS_PER_EXECUTION) {
            executions.submit(NoOpPlans.execution(home, Math.min(left, TASKS_PER_EXECUTION)));
        }
    }

    List<Claim> claim(int most) {
        return claims.claim(new Scope.Queues(), Set.of(NoOpPlans.AGENT), worker, home, most);
    }

    void complete(Lease lease) {
        if (!(attempts.end(lease, new AttemptEnd.CompletedUnchanged()) instanceof Ending.Accepted)) {
            throw new IllegalStateException("not accepted: " + lease);
        }
    }
}
