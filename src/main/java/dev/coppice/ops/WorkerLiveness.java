package dev.coppice.ops;

import dev.coppice.worker.WorkerFigures;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * A process whose heartbeat has stopped can keep no lease, and only a new process can: the one thing that a restart mends. A database that is
 * away does not stop the heartbeat.
 */
@Liveness
class WorkerLiveness implements HealthCheck {

    private final WorkerFigures worker;

    WorkerLiveness(WorkerFigures worker) {
        this.worker = worker;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("Heartbeat of leases")
                .withData("silent_seconds", worker.sinceHeartbeat().toSeconds())
                .status(!worker.isHeartbeatOver())
                .build();
    }
}
