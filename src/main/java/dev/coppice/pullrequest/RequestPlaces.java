package dev.coppice.pullrequest;

import dev.coppice.forge.MergeMethod;
import dev.coppice.forge.roster.Forges;
import dev.coppice.git.GitRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Finds the forge to which a remote of a repository leads. */
@ApplicationScoped
public class RequestPlaces {

    private final Forges forges;

    RequestPlaces(Forges forges) {
        this.forges = forges;
    }

    public Forges.Lead lead(GitRepository repository, String remote) {
        return repository
                .remotes()
                .address(remote)
                .place()
                .map(forges::lead)
                .orElseGet(() -> new Forges.Lead.Nowhere("the remote " + remote + " leads to no other host"));
    }

    /** What keeps the forge from merging so. */
    public Optional<String> objection(Forges.Lead.To place, MergeMethod method) {
        return forges.project(place.forge(), place.project())
                .filter(forge -> !forge.methods().contains(method))
                .map(_ -> "the forge " + place.forge() + " cannot be told to " + method.word()
                        + "; its projects' own settings say how they are merged");
    }
}
