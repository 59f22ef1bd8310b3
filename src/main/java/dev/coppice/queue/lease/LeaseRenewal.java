package dev.coppice.queue.lease;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.coppice.queue.BudgetStanding;
import dev.coppice.queue.QueueConfig;
import dev.coppice.queue.row.Columns;
import dev.coppice.task.Lease;
import dev.coppice.task.WorkerId;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** The heartbeat: renews all leases of this process in one statement, on a connection that no other work can take from it. */
@ApplicationScoped
public class LeaseRenewal {

    private final RenewalConnection connection;
    private final QueueConfig config;

    LeaseRenewal(RenewalConnection connection, QueueConfig config) {
        this.connection = connection;
        this.config = config;
    }

    /**
     * Renews the worker's leases and hears what is asked of it; also without any lease. Trust what was kept until the moment before this
     * call plus the lease's time, by the monotonic clock.
     */
    public synchronized Renewal renew(WorkerId worker, Collection<Lease> leases) {
        try {
            return answer(leases, beat(worker, leases));
        } catch (PersistenceException e) {
            return new Renewal.Unanswered(String.valueOf(e.getMessage()));
        }
    }

    @PreDestroy
    synchronized void stop() {
        connection.close();
    }

    private List<Heard> beat(WorkerId worker, Collection<Lease> leases) {
        return connection
                .call(LeaseStatements.RENEW)
                .with("worker", worker.value())
                .with("tasks", tasks(leases))
                .with("tokens", tokens(leases))
                .with("lease", config.lease().toMillis() / 1000.0)
                .rows(Heard::of);
    }

    private Renewal answer(Collection<Lease> leases, List<Heard> heard) {
        Map<UUID, Renewal.News> kept = heard.stream()
                .filter(row -> row.token().isPresent())
                .collect(toMap(row -> row.token().get(), Heard::news));
        Set<UUID> existing = kept.size() == leases.size() ? kept.keySet() : existing(leases);
        var news = leases.stream().distinct().collect(toMap(Function.identity(), lease -> news(lease, kept, existing)));
        return new Renewal.Answered(news, heard.stream().anyMatch(Heard::drainRequested));
    }

    private Set<UUID> existing(Collection<Lease> leases) {
        return connection
                .call(LeaseStatements.EXISTING)
                .with("tasks", tasks(leases))
                .with("tokens", tokens(leases))
                .rows(row -> Columns.uuid(row, "token"))
                .stream()
                .collect(toSet());
    }

    private static Renewal.News news(Lease lease, Map<UUID, Renewal.News> kept, Set<UUID> existing) {
        return kept.getOrDefault(
                lease.token(), existing.contains(lease.token()) ? Renewal.News.BUSY : Renewal.News.LOST);
    }

    private static Long[] tasks(Collection<Lease> leases) {
        return leases.stream().map(lease -> lease.task().value()).toArray(Long[]::new);
    }

    private static UUID[] tokens(Collection<Lease> leases) {
        return leases.stream().map(Lease::token).toArray(UUID[]::new);
    }

    /** One row of the answer; without a token if there is no lease to tell of. */
    private record Heard(
            Optional<UUID> token,
            boolean cancelRequested,
            boolean deadlinePassed,
            Optional<String> budgetStop,
            boolean drainRequested) {

        static Heard of(ResultSet row) throws SQLException {
            return new Heard(
                    Optional.ofNullable(row.getObject("token", UUID.class)),
                    row.getBoolean("cancel_requested"),
                    row.getBoolean("deadline_passed"),
                    Optional.ofNullable(row.getString("budget_stop")),
                    row.getBoolean("drain_requested"));
        }

        Renewal.News news() {
            if (cancelRequested) {
                return Renewal.News.CANCEL_REQUESTED;
            }
            if (deadlinePassed) {
                return Renewal.News.DEADLINE_PASSED;
            }
            return budgetStop.map(Heard::ofBudget).orElse(Renewal.News.KEPT);
        }

        private static Renewal.News ofBudget(String scope) {
            return scope.equals(BudgetStanding.Scope.EXECUTION.word())
                    ? Renewal.News.EXECUTION_BUDGET_SPENT
                    : Renewal.News.BUDGET_SPENT;
        }
    }
}
