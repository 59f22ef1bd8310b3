package dev.coppice.ops;

import dev.coppice.worktree.FreeSpace;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Without room for worktrees no task is claimed, whatever is queued. */
@Readiness
class DiskReadiness implements HealthCheck {

    private final FreeSpace space;

    DiskReadiness(FreeSpace space) {
        this.space = space;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("Disk has room for worktrees")
                .withData("room", space.words())
                .status(space.suffices())
                .build();
    }
}
