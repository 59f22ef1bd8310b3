package dev.coppice.ops;

import dev.coppice.worker.Worker;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** A service that is stopping takes no more work: whoever sends it requests is to look elsewhere. */
@Readiness
class WorkerReadiness implements HealthCheck {

    private final Worker worker;

    WorkerReadiness(Worker worker) {
        this.worker = worker;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("Worker takes tasks")
                .withData("seats", worker.slots())
                .withData("draining", worker.isDraining())
                .status(!worker.isDraining())
                .build();
    }
}
