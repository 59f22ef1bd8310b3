package dev.coppice.landing;

import dev.coppice.git.GitRepository;
import dev.coppice.git.Remotes;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** Reaches the remotes of repositories as the operator has configured it. */
@ApplicationScoped
public class RemoteAccess {

    private final PushConfig config;

    RemoteAccess(PushConfig config) {
        this.config = config;
    }

    public Remotes of(GitRepository repository) {
        return repository
                .remotes()
                .asking(config.timeLimit(), config.environment().orElse(List.of()));
    }

    /** A look and a push that take as long as they may; a second round is short, or the first had been. */
    Duration longest() {
        return config.timeLimit().multipliedBy(2);
    }
}
