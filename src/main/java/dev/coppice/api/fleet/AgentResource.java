package dev.coppice.api.fleet;

import dev.coppice.access.Audited;
import dev.coppice.access.Needs;
import dev.coppice.access.Right;
import dev.coppice.agent.roster.Agents;
import dev.coppice.api.Lookup;
import dev.coppice.api.fleet.AgentView.AgentsView;
import dev.coppice.queue.AgentPause;
import dev.coppice.queue.AgentPauses;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The agents: which can work here, and which pause because their accounts cannot. Administrators may end a pause. */
@Path("/api/v1/agents")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Needs(Right.READ)
public class AgentResource {

    private final Agents agents;
    private final AgentPauses pauses;

    AgentResource(Agents agents, AgentPauses pauses) {
        this.agents = agents;
        this.pauses = pauses;
    }

    /** With those that other services on this database have, as far as they pause. */
    @GET
    public AgentsView all() {
        var missing = agents.unavailable();
        Map<String, AgentPause> paused =
                pauses.all().stream().collect(Collectors.toMap(AgentPause::agent, Function.identity()));
        var names = new TreeSet<>(agents.available());
        names.addAll(missing.keySet());
        names.addAll(paused.keySet());
        return new AgentsView(names.stream()
                .map(name -> AgentView.of(name, missing.get(name), Optional.ofNullable(paused.get(name))))
                .toList());
    }

    /** Ends the agent's pause, whichever service is asked; if nothing has changed its next tasks make it pause again. */
    @POST
    @Path("{name}/resume")
    @Needs(Right.ADMIN)
    @Audited("resume_agent")
    public AgentView resume(String name) {
        boolean wasPaused = pauses.end(name);
        return all().agents().stream()
                .filter(agent -> agent.name().equals(name))
                .findFirst()
                .or(() -> wasPaused ? Optional.of(AgentView.of(name, null, Optional.empty())) : Optional.empty())
                .orElseThrow(() -> Lookup.unknown("agent", name));
    }
}
