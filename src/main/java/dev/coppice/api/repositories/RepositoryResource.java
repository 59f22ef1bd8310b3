package dev.coppice.api.repositories;

import dev.coppice.access.Caller;
import dev.coppice.access.Needs;
import dev.coppice.access.Right;
import dev.coppice.api.Lookup;
import dev.coppice.api.Repositories;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The repositories that the caller may name. */
@Path("/api/v1/repositories")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Needs(Right.READ)
public class RepositoryResource {

    private final Repositories repositories;
    private final Standings standings;
    private final Caller caller;

    RepositoryResource(Repositories repositories, Standings standings, Caller caller) {
        this.repositories = repositories;
        this.standings = standings;
        this.caller = caller;
    }

    @GET
    public RepositoriesView all() {
        return new RepositoriesView(standings.of(repositories.usable(caller.principal()), caller.principal()));
    }

    /** By its name as the list has it. */
    @GET
    @Path("{name}")
    public RepositoryView one(String name) {
        return all().repositories().stream()
                .filter(repository -> repository.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Lookup.unknown("repository", name));
    }
}
