package dev.coppice.isolation.kubernetes;

import dev.coppice.git.GitFailure;
import dev.coppice.git.GitRepository;
import dev.coppice.git.Opening;
import dev.coppice.git.Remotes;
import dev.coppice.repository.NamedRepositories;
import dev.coppice.repository.RemoteUrl;
import dev.coppice.task.BranchName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where repositories lie that a cluster can reach as Coppice does: those that are named by an address. */
record Origins(NamedRepositories repositories) {

    private static final Duration FOR_ONE_TALK = Duration.ofMinutes(5);
    private static final Duration AT_START = Duration.ofSeconds(15);

    /** One of them, and how Coppice talks to it. */
    record Origin(String url, String scheme, Remotes remotes) {}

    /** Why the repository is none of them, and what to do. */
    Optional<String> objection(GitRepository repository) {
        return url(repository).isPresent()
                ? Optional.empty()
                : Optional.of("mode kubernetes works on repositories that a cluster can reach, and "
                        + repositories.shown(repository.topLevel())
                        + " lies on this host only: give it a name and its address by"
                        + " coppice.repositories.NAME.url, and start the plan with repository NAME");
    }

    private Optional<RemoteUrl> url(GitRepository repository) {
        return repositories.in(repository.topLevel()).flatMap(named -> named.url());
    }

    Origin of(GitRepository repository) {
        var url = url(repository).orElseThrow();
        return new Origin(url.text(), url.scheme(), remotes(repository, FOR_ONE_TALK));
    }

    private Remotes remotes(GitRepository repository, Duration limit) {
        var remotes = repository.remotes().asking(limit, List.of());
        return repositories
                .in(repository.topLevel())
                .flatMap(repositories::login)
                .map(remotes::by)
                .orElse(remotes);
    }

    /** Takes an attempt's branch away at the origin; the answer tells why not. That the repository is no more is no trouble. */
    Optional<String> remove(Path folder, String branch) {
        try {
            return switch (GitRepository.open(folder)) {
                case Opening.Opened(var repository) ->
                    new AttemptBranch(repository, remotes(repository, AT_START), new BranchName(branch), folder)
                            .remove();
                case Opening.Refused _ -> Optional.empty();
            };
        } catch (GitFailure | IllegalStateException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
