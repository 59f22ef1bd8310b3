package dev.coppice.landing;

import dev.coppice.git.GitRepository;
import dev.coppice.git.Remotes;
import dev.coppice.repository.NamedRepositories;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** Reaches the remotes of repositories as the operator has configured it. */
@ApplicationScoped
public class RemoteAccess {

    private final PushConfig config;
    private final NamedRepositories repositories;

    RemoteAccess(PushConfig config, NamedRepositories repositories) {
        this.config = config;
        this.repositories = repositories;
    }

    /** An {@link IllegalStateException} if a login is configured for it that is not there. */
    public Remotes of(GitRepository repository) {
        var remotes = repository
                .remotes()
                .asking(config.timeLimit(), config.environment().orElse(List.of()));
        return repositories
                .in(repository.topLevel())
                .flatMap(repositories::login)
                .map(remotes::by)
                .orElse(remotes);
    }

    /** A look and a push that take as long as they may; a second round is short, or the first had been. */
    Duration longest() {
        return config.timeLimit().multipliedBy(2);
    }
}
