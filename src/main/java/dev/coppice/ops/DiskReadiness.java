package dev.coppice.ops;

import dev.coppice.worker.OwnRole;
import dev.coppice.worktree.FreeSpace;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Without room for worktrees no task is claimed, whatever is queued; who claims none needs no room for them. */
@Readiness
class DiskReadiness implements HealthCheck {

    private final FreeSpace space;
    private final OwnRole own;

    DiskReadiness(FreeSpace space, OwnRole own) {
        this.space = space;
        this.own = own;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("Disk has room for worktrees")
                .withData("room", space.words())
                .status(!own.role().claims() || space.suffices())
                .build();
    }
}
