package dev.coppice.api;

import dev.coppice.repository.NamedRepository;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The repository that a request is about.
 *
 * @param folder by which executions know it
 * @param named what the operator says of it, if it has a name
 */
public record ChosenRepository(Path folder, Optional<NamedRepository> named) {

    static ChosenRepository of(NamedRepository named) {
        return new ChosenRepository(named.folder(), Optional.of(named));
    }

    /** What people call it. */
    String name() {
        return named.map(NamedRepository::name).orElseGet(folder::toString);
    }

    /** The shortest that names it among these. */
    public String shortName(List<ChosenRepository> all) {
        var last = String.valueOf(folder.getFileName());
        return named.isEmpty()
                        && Repositories.find(all, last).filter(this::equals).isPresent()
                ? last
                : name();
    }

    /** The only agents that work there; empty: those of the service. */
    Optional<List<String>> agents() {
        return named.flatMap(NamedRepository::agents);
    }

    public boolean isElsewhere() {
        return named.filter(NamedRepository::isElsewhere).isPresent();
    }
}
