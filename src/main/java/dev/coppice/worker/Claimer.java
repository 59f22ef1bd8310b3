package dev.coppice.worker;

import dev.coppice.queue.Claim;
import dev.coppice.queue.Claims;
import dev.coppice.queue.Scope;
import dev.coppice.task.HomeId;
import dev.coppice.task.WorkerId;
import dev.coppice.wakeup.NotificationListener;
import dev.coppice.worktree.FreeSpace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Claims the tasks that can be done here. */
@ApplicationScoped
class Claimer {

    private final Claims claims;
    private final ClaimableAgents agents;
    private final FreeSpace space;
    private final NotificationListener listener;

    Claimer(Claims claims, ClaimableAgents agents, FreeSpace space, NotificationListener listener) {
        this.claims = claims;
        this.agents = agents;
        this.space = space;
        this.listener = listener;
    }

    /** From now on {@link dev.coppice.wakeup.WakeUp} events tell what other processes have made claimable. */
    void listen() {
        listener.start();
    }

    /** None while the disk has no room for their work. */
    List<Claim> claim(Scope scope, WorkerId worker, HomeId home, int freeSlots) {
        return !space.suffices() ? List.of() : claims.claim(scope, agents.now(), worker, home, freeSlots);
    }
}
