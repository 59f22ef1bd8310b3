package dev.coppice.worker;

import dev.coppice.agent.roster.Agents;
import dev.coppice.queue.Work;
import dev.coppice.task.Lease;
import dev.coppice.trace.SpanName;
import dev.coppice.trace.Tracing;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What an attempt finds around it: places of its own, and the variables that tell its processes of them. */
@ApplicationScoped
class Surroundings {

    private final AttemptPlaces places;
    private final Agents agents;
    private final Workshops workshops;
    private final Tracing tracing;

    Surroundings(AttemptPlaces places, Agents agents, Workshops workshops, Tracing tracing) {
        this.places = places;
        this.agents = agents;
        this.workshops = workshops;
        this.tracing = tracing;
    }

    Path log(Lease lease, Work work) {
        return places.log(lease, work.task().number());
    }

    Slot slot(ActiveAttempt attempt) throws IOException {
        return places.slot(attempt.index());
    }

    /** A command knows best what to make of a model's name, and an agent that traces itself of the attempt's span. */
    Map<String, String> environment(Work work, Lease lease, Slot slot) throws IOException {
        var task = work.task().number();
        var environment = new HashMap<>(
                switch (work.mode()) {
                    case WORKTREE, LOCAL -> TaskEnvironment.of(lease, task, slot, agents.path());
                    case CONTAINER, DAGGER, KUBERNETES ->
                        TaskEnvironment.inContainer(lease, task, slot, workshops.variables(work.mode()));
                });
        work.model().ifPresent(model -> environment.put("COPPICE_MODEL", model));
        if (tracing.isOn()) {
            environment.put("TRACEPARENT", SpanName.of(lease).traceparent());
        }
        return environment;
    }
}
