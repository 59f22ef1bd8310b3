package dev.coppice.worker;

import dev.coppice.agent.Agent;
import dev.coppice.agent.roster.Agents;
import dev.coppice.integration.Integrator;
import dev.coppice.process.LogFile;
import dev.coppice.queue.Attempts;
import dev.coppice.queue.Claims;
import dev.coppice.queue.Work;
import dev.coppice.task.Lease;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;

/** Gathers what an attempt needs: the task, its repository's workshop, its agent, and a log of its own. */
@ApplicationScoped
class Assignments {

    private final Claims claims;
    private final Attempts attempts;
    private final Workshops workshops;
    private final Agents agents;
    private final AttemptPlaces places;

    Assignments(Claims claims, Attempts attempts, Workshops workshops, Agents agents, AttemptPlaces places) {
        this.claims = claims;
        this.attempts = attempts;
        this.workshops = workshops;
        this.agents = agents;
        this.places = places;
    }

    Assigned prepare(ActiveAttempt attempt) throws IOException {
        var lease = attempt.lease();
        var work = claims.work(lease);
        var file = places.log(lease, work.task().number());
        var slot = places.slot(attempt.index());
        var log = LogFile.open(file);
        attempts.log(lease, file.toString());
        var workshop = workshop(work);
        return new Assigned(attempt, work, workshop, equipment(work, lease, slot, workshop), slot, log);
    }

    Integrator integrator(Lease lease) {
        return workshop(claims.work(lease)).integrator();
    }

    private Workshop workshop(Work work) {
        return workshops.of(work.repository());
    }

    private Equipment equipment(Work work, Lease lease, Slot slot, Workshop workshop) throws IOException {
        var task = work.task().number();
        return Equipment.in(
                workshops.quarters(work, lease, workshop),
                agent(work),
                switch (work.mode()) {
                    case WORKTREE, LOCAL -> TaskEnvironment.of(lease, task, slot, agents.path());
                    case CONTAINER, DAGGER ->
                        TaskEnvironment.inContainer(lease, task, slot, workshops.variables(work.mode()));
                });
    }

    private Agent agent(Work work) {
        var name = work.settings().agent();
        var command = work.settings().agentCommand();
        return switch (work.mode()) {
            case WORKTREE, LOCAL -> agents.agent(name, command);
            case CONTAINER -> agents.agentElsewhere(name, command);
            // Says nothing before its end, so nobody can tell its silence from work.
            case DAGGER -> agents.agentUnheard(name, command);
        };
    }
}
