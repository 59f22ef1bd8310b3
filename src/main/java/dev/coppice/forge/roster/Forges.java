package dev.coppice.forge.roster;

import dev.coppice.forge.Forge;
import dev.coppice.git.RemotePlace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The forges that are configured; no other host is ever called. */
@ApplicationScoped
public class Forges {

    private final Map<String, ConfiguredForge> forges = new TreeMap<>();

    Forges(ForgesConfig config) {
        config.named().forEach((name, one) -> forges.put(name, new ConfiguredForge(name, one)));
    }

    /** Where a remote leads. */
    public sealed interface Lead {

        /** The forge by its name, and the project there. */
        record To(String forge, String project) implements Lead {}

        /** To no forge that can be used. */
        record Nowhere(String reason) implements Lead {}
    }

    public Lead lead(RemotePlace place) {
        for (var forge : forges.entrySet()) {
            var project = forge.getValue().project(place);
            if (project.isPresent()) {
                return forge.getValue()
                        .objection()
                        .<Lead>map(Lead.Nowhere::new)
                        .orElseGet(() -> new Lead.To(forge.getKey(), project.get()));
            }
        }
        return new Lead.Nowhere(
                "there is no forge at " + place.host() + " that knows a project of this path; configured are: "
                        + (forges.isEmpty() ? "none" : String.join(", ", forges.keySet())));
    }

    /** Empty if it is not configured any more. */
    public Optional<Forge> project(String forge, String project) {
        return Optional.ofNullable(forges.get(forge))
                .filter(found -> found.objection().isEmpty())
                .map(found -> found.project(project));
    }
}
