package dev.coppice.worker;

import dev.coppice.agent.roster.Agents;
import dev.coppice.isolation.container.Containers;
import dev.coppice.isolation.dagger.Daggers;
import dev.coppice.isolation.kubernetes.ClusterJobs;
import dev.coppice.queue.ClaimedAgent;
import dev.coppice.task.ExecutionMode;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whose tasks a worker here may claim: those of agents that are there now. Says once why it leaves the others to somebody else. */
@ApplicationScoped
class ClaimableAgents {

    private final Agents agents;
    private final Containers containers;
    private final Daggers daggers;
    private final ClusterJobs jobs;
    private final Set<String> seen = new HashSet<>();
    private Set<String> missed = Set.of();

    ClaimableAgents(Agents agents, Containers containers, Daggers daggers, ClusterJobs jobs) {
        this.jobs = jobs;
        this.daggers = daggers;
        this.agents = agents;
        this.containers = containers;
    }

    synchronized Set<String> now() {
        var unavailable = agents.unavailable();
        unavailable.forEach((agent, reason) -> {
            if (!missed.contains(agent)) {
                tell(agent, reason);
            }
        });
        missed.stream()
                .filter(agent -> !unavailable.containsKey(agent))
                .forEach(agent -> Log.infof("tasks for the agent %s are claimed again", agent));
        missed = Set.copyOf(unavailable.keySet());
        var available = agents.available();
        seen.addAll(available);
        return Stream.concat(available.stream(), inImages()).collect(Collectors.toUnmodifiableSet());
    }

    /** In an image each may be there; whether it is, was looked at when its plan was submitted. */
    private Stream<String> inImages() {
        return Stream.of(ExecutionMode.values())
                .filter(this::mayRunImages)
                .flatMap(mode -> agents.names().stream().map(agent -> ClaimedAgent.name(agent, mode)));
    }

    private boolean mayRunImages(ExecutionMode mode) {
        return switch (mode) {
            case WORKTREE, LOCAL -> false;
            case CONTAINER -> containers.mayRun();
            case DAGGER -> daggers.mayRun();
            case KUBERNETES -> jobs.mayRun();
        };
    }

    /** An agent that was there has left tasks behind that now wait for it; one that never was is only worth a remark. */
    private void tell(String agent, String reason) {
        if (seen.contains(agent)) {
            Log.warnf("no task for the agent %s is claimed any more: %s", agent, reason);
        } else {
            Log.infof("no task for the agent %s is claimed: %s", agent, reason);
        }
    }
}
