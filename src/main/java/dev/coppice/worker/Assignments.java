package dev.coppice.worker;

import dev.coppice.agent.roster.Agents;
import dev.coppice.integration.Integrator;
import dev.coppice.isolation.Place;
import dev.coppice.queue.Attempts;
import dev.coppice.queue.Claims;
import dev.coppice.queue.Work;
import dev.coppice.task.Lease;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

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
        var log = AttemptLog.open(file);
        attempts.prepared(lease, file.toString(), agents.model(work.agent(), work.model()));
        var workshop = workshop(work);
        var assigned = new Assigned(
                attempt,
                work,
                workshop,
                equipment(work, lease, slot, workshop),
                agents.fallback(work.agent()),
                slot,
                log);
        assigned.tellWhereItWorks();
        return assigned;
    }

    Integrator integrator(Lease lease) {
        return workshop(claims.work(lease)).integrator();
    }

    private Workshop workshop(Work work) {
        return workshops.of(work.repository());
    }

    private Equipment equipment(Work work, Lease lease, Slot slot, Workshop workshop) {
        var place = new Place(workshop.repository(), slot.walls().path(), agents.programFolders(), workshop.limits());
        return new Equipment(
                agents.agent(work.agent(), work.settings().agentCommand(), work.model()),
                environment(work, TaskEnvironment.of(lease, work.task().number(), slot, agents.path())),
                agents.secretNames(),
                workshop.sandboxes().enclosure(work.settings().isolation(), agents.cli(work.agent()), place));
    }

    /** A command knows best what to make of a model's name. */
    private static Map<String, String> environment(Work work, Map<String, String> usual) {
        var environment = new HashMap<>(usual);
        work.model().ifPresent(model -> environment.put("COPPICE_MODEL", model));
        return environment;
    }
}
