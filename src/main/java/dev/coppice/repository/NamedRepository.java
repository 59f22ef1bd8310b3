package dev.coppice.repository;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A repository that the operator has given a name.
 *
 * @param folder by which executions know it: the top of the checkout, or the clone
 * @param url where it lies, if that is elsewhere
 * @param base where plans start that name no base; empty: its HEAD
 * @param push where results are pushed whose request says nothing of it; empty: nowhere
 * @param agents the only ones that work there, the usual one first; empty: those of the service
 * @param limit so many tasks of it at the same time; empty: as for all repositories
 */
public record NamedRepository(
        String name,
        Path folder,
        Optional<RemoteUrl> url,
        Optional<String> base,
        Optional<String> push,
        Optional<List<String>> agents,
        OptionalInt limit,
        RepositoryRules rules) {

    public NamedRepository {
        agents = agents.map(List::copyOf);
    }

    /** Whether Coppice keeps a clone of it. */
    public boolean isElsewhere() {
        return url.isPresent();
    }
}
