package dev.coppice.queue;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.coppice.task.Lease;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.util.Collection;
import java.util.Map;
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

    /** Trust what was kept until the moment before this call plus the lease's time, by the monotonic clock. */
    public synchronized Renewal renew(Collection<Lease> leases) {
        if (leases.isEmpty()) {
            return new Renewal.Answered(Map.of());
        }
        try {
            return new Renewal.Answered(answer(leases));
        } catch (PersistenceException e) {
            return new Renewal.Unanswered(String.valueOf(e.getMessage()));
        }
    }

    @PreDestroy
    synchronized void stop() {
        connection.close();
    }

    private Map<Lease, Renewal.News> answer(Collection<Lease> leases) {
        Map<UUID, Boolean> cancelRequested = connection
                .call(LeaseStatements.RENEW)
                .with("tasks", tasks(leases))
                .with("tokens", tokens(leases))
                .with("lease", config.lease().toMillis() / 1000.0)
                .rows(row -> Map.entry(Columns.uuid(row, "token"), row.getBoolean("cancel_requested")))
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
        Set<UUID> existing = cancelRequested.size() == leases.size() ? cancelRequested.keySet() : existing(leases);
        return leases.stream()
                .distinct()
                .collect(toMap(Function.identity(), lease -> news(lease, cancelRequested, existing)));
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

    private static Renewal.News news(Lease lease, Map<UUID, Boolean> cancelRequested, Set<UUID> existing) {
        var cancel = cancelRequested.get(lease.token());
        if (cancel != null) {
            return cancel ? Renewal.News.CANCEL_REQUESTED : Renewal.News.KEPT;
        }
        return existing.contains(lease.token()) ? Renewal.News.BUSY : Renewal.News.LOST;
    }

    private static Long[] tasks(Collection<Lease> leases) {
        return leases.stream().map(lease -> lease.task().value()).toArray(Long[]::new);
    }

    private static UUID[] tokens(Collection<Lease> leases) {
        return leases.stream().map(Lease::token).toArray(UUID[]::new);
    }
}
