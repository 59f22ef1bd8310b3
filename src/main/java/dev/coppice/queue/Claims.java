package dev.coppice.queue;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.coppice.plan.PlannedTask;
import dev.coppice.prompt.Remark;
import dev.coppice.queue.row.Columns;
import dev.coppice.sql.Sql;
import dev.coppice.sql.SqlText;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.ExecutionMode;
import dev.coppice.task.HomeId;
import dev.coppice.task.Lease;
import dev.coppice.task.WorkerId;
import dev.coppice.wakeup.OwnQueues;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.jboss.logging.Logger;

/** Hands out tasks: each to one worker, and never more than it has free slots for. */
@ApplicationScoped
public class Claims {

    private static final Logger LOG = Logger.getLogger(Claims.class);

    private static final SqlText WORK = SqlText.of("""
            select d.payload, coalesce(a.agent, t.agent) as agent,
                   d.rejection_comment, d.retry_comment, case when t.approval = 'approved' then d.approval_comment end as approval_comment,
                   e.repository, e.mode, e.plan, e.base_commit, e.result_tip, e.settings
              from execution e
              join task_data d on d.execution_id = e.id
              join task t on t.id = d.task_id
              join attempt a on a.task_id = d.task_id and a.number = :attempt
             where e.id = :execution and d.task_id = :task
            """);

    private final Claiming claiming;
    private final Beginnings beginnings;
    private final Reach reach;
    private final AgentPauses pauses;
    private final Sql sql;
    private final AtomicInteger turns = new AtomicInteger();

    Claims(Claiming claiming, Beginnings beginnings, Reach reach, AgentPauses pauses, Sql sql) {
        this.claiming = claiming;
        this.beginnings = beginnings;
        this.reach = reach;
        this.pauses = pauses;
        this.sql = sql;
    }

    /** Claims up to {@code freeSlots} tasks, at most 16; the leases count from before this call. */
    public List<Claim> claim(Scope scope, Set<String> agents, WorkerId worker, HomeId home, int freeSlots) {
        int limit = Math.min(freeSlots, ClaimStatements.MOST);
        if (limit < 1) {
            return List.of();
        }
        var claimant = new Claiming.Claimant(agents, worker, home, false);
        var claims = new ArrayList<Claiming.Claimed>();
        for (String agent : pauses.due(agents)) {
            if (claims.size() < limit) {
                claims.addAll(claim(scope, claimant.probing(agent), 1));
            }
        }
        if (claims.size() < limit) {
            claims.addAll(claim(scope, claimant, limit - claims.size()));
        }
        markBegun(claims);
        return claims.stream().map(Claiming.Claimed::claim).toList();
    }

    private List<Claiming.Claimed> claim(Scope scope, Claiming.Claimant claimant, int limit) {
        return switch (scope) {
            case Scope.OwnExecution(var execution) -> ofExecution(execution, claimant, limit);
            case Scope.Queues() -> fromQueues(claimant, limit);
        };
    }

    /** What there is to do for a claim. */
    @Transactional
    public Work work(Lease lease) {
        return sql.call(WORK)
                .with("execution", lease.execution().value())
                .with("task", lease.task().value())
                .with("attempt", lease.attempt())
                .row(Claims::work)
                .orElseThrow(() -> new IllegalStateException("no data for " + lease));
    }

    private static Work work(ResultSet row) throws SQLException {
        return new Work(
                Json.read(Columns.text(row, "payload"), PlannedTask.class),
                ClaimedAgent.agentOf(Columns.text(row, "agent")),
                remarks(row),
                Path.of(Columns.text(row, "repository")),
                ExecutionMode.of(Columns.text(row, "mode")),
                Columns.text(row, "plan"),
                Columns.commit(row, "base_commit"),
                Columns.commit(row, "result_tip"),
                Json.read(Columns.text(row, "settings"), ExecutionSettings.class));
    }

    /** In the order in which they are said. */
    private static List<Remark> remarks(ResultSet row) throws SQLException {
        var remarks = new ArrayList<Remark>();
        remark(row, "rejection_comment", Remark.Occasion.REJECTED).ifPresent(remarks::add);
        remark(row, "retry_comment", Remark.Occasion.RETRIED).ifPresent(remarks::add);
        remark(row, "approval_comment", Remark.Occasion.APPROVED).ifPresent(remarks::add);
        return remarks;
    }

    private static Optional<Remark> remark(ResultSet row, String column, Remark.Occasion occasion) throws SQLException {
        return Optional.ofNullable(row.getString(column)).map(words -> new Remark(occasion, words));
    }

    /** The own queue and the shared one in turn, so that neither can keep the other waiting. */
    private List<Claiming.Claimed> ownAndShared(
            Claiming.Claimant claimant, int limit, BiFunction<String, Integer, List<Claiming.Claimed>> claim) {
        String own = claimant.home().value().toString();
        boolean ownFirst = turns.getAndIncrement() % 2 == 0;
        var claims = new ArrayList<>(claim.apply(ownFirst ? own : OwnQueues.SHARED, limit));
        if (claims.size() < limit) {
            claims.addAll(claim.apply(ownFirst ? OwnQueues.SHARED : own, limit - claims.size()));
        }
        return List.copyOf(claims);
    }

    private List<Claiming.Claimed> fromQueues(Claiming.Claimant claimant, int limit) {
        if (!reach.isSharing()) {
            return claiming.fromQueue(claimant.home().value().toString(), claimant, limit);
        }
        return ownAndShared(claimant, limit, (queue, most) -> claiming.fromQueue(queue, claimant, most));
    }

    /** Its tasks are in one queue; a run that goes on with what services share works beside them. */
    private List<Claiming.Claimed> ofExecution(ExecutionId execution, Claiming.Claimant claimant, int limit) {
        return ownAndShared(claimant, limit, (queue, most) -> claiming.ofExecution(execution, queue, claimant, most));
    }

    /** After the claim's commit, not in it: this waits for the execution's lock, and the claim must not. */
    private void markBegun(List<Claiming.Claimed> claims) {
        claims.stream()
                .filter(Claiming.Claimed::isFirst)
                .map(claimed -> claimed.claim().lease())
                .collect(groupingBy(
                        Lease::execution, mapping(lease -> lease.task().value(), toList())))
                .forEach((execution, tasks) -> {
                    try {
                        beginnings.mark(execution, tasks);
                    } catch (RuntimeException e) {
                        // The claim is committed and must reach its worker; only two words are late, until the next
                        // claim.
                        LOG.warnf(e, "could not mark %s as executing", execution);
                    }
                });
    }
}
