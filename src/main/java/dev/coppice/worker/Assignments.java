package dev.coppice.worker;

import dev.coppice.agent.Agent;
import dev.coppice.agent.roster.Agents;
import dev.coppice.integration.Integrator;
import dev.coppice.isolation.Enclosure;
import dev.coppice.isolation.Place;
import dev.coppice.queue.Attempts;
import dev.coppice.queue.Claims;
import dev.coppice.queue.Work;
import dev.coppice.task.Lease;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Optional;

/** Gathers what an attempt needs: the task, its repository's workshop, its agent, and a log of its own. */
@ApplicationScoped
class Assignments {

    private final Claims claims;
    private final Attempts attempts;
    private final Workshops workshops;
    private final Agents agents;
    private final Surroundings surroundings;

    Assignments(Claims claims, Attempts attempts, Workshops workshops, Agents agents, Surroundings surroundings) {
        this.claims = claims;
        this.attempts = attempts;
        this.workshops = workshops;
        this.agents = agents;
        this.surroundings = surroundings;
    }

    Assigned prepare(ActiveAttempt attempt) throws IOException {
        var lease = attempt.lease();
        var work = claims.work(lease);
        var file = surroundings.log(lease, work);
        var slot = surroundings.slot(attempt);
        var log = AttemptLog.open(file);
        attempts.prepared(lease, file.toString(), agents.model(work.agent(), work.model()));
        var workshop = workshop(work);
        var assigned = new Assigned(
                attempt, work, workshop, equipment(work, lease, slot, workshop), fallback(work), slot, log);
        assigned.tellWhereItWorks();
        return assigned;
    }

    Integrator integrator(Lease lease) {
        return workshop(claims.work(lease)).integrator();
    }

    private Workshop workshop(Work work) {
        return workshops.of(work.repository());
    }

    private Equipment equipment(Work work, Lease lease, Slot slot, Workshop workshop) throws IOException {
        return new Equipment(
                agent(work),
                surroundings.environment(work, lease, slot),
                agents.secretNames(),
                enclosure(work, lease, slot, workshop));
    }

    /** In an image nobody stands in: whether another agent's program is there was never looked at. */
    private Optional<String> fallback(Work work) {
        return work.mode().hasImage() ? Optional.empty() : agents.fallback(work.agent());
    }

    private Agent agent(Work work) {
        var command = work.settings().agentCommand();
        return switch (work.mode()) {
            case WORKTREE, LOCAL -> agents.agent(work.agent(), command, work.model());
            case CONTAINER, KUBERNETES -> agents.agentElsewhere(work.agent(), command, work.model());
            // Says nothing before its end, so nobody can tell its silence from work.
            case DAGGER -> agents.agentUnheard(work.agent(), command, work.model());
        };
    }

    private Enclosure enclosure(Work work, Lease lease, Slot slot, Workshop workshop) throws IOException {
        return switch (work.mode()) {
            case WORKTREE, LOCAL -> {
                var place = new Place(
                        workshop.repository(), slot.walls().path(), agents.programFolders(), workshop.limits());
                yield workshop.sandboxes().enclosure(work.settings().isolation(), agents.cli(work.agent()), place);
            }
            case CONTAINER, DAGGER, KUBERNETES -> workshops.inImage(work, lease, workshop);
        };
    }
}
