package dev.coppice.repository;

import dev.coppice.git.FetchTrouble;
import dev.coppice.git.Fetched;
import dev.coppice.git.GitFailure;
import dev.coppice.git.OriginClone;
import io.quarkus.logging.Log;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Keeps the clones of repositories that lie elsewhere. A fetch that somebody began goes on when nobody waits for it any more. */
@ApplicationScoped
public class Clones {

    private final NamedRepositories repositories;
    private final CloneConfig config;
    private final ExecutorService fetchers = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, FetchTurns> turns = new ConcurrentHashMap<>();
    private final Map<String, Refreshed> outcomes = new ConcurrentHashMap<>();

    Clones(NamedRepositories repositories, CloneConfig config) {
        this.repositories = repositories;
        this.config = config;
    }

    /** Makes the repository as it is where it lies, by a fetch that begins now or later. One that lies here is so already. */
    public Refreshed refresh(NamedRepository repository) {
        if (!repository.isElsewhere()) {
            return new Refreshed.Fresh();
        }
        try {
            return turns(repository)
                    .next(() -> fetch(repository))
                    .get(config.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return new Refreshed.Underway();
        } catch (ExecutionException e) {
            throw new IllegalStateException("fetching " + repository.name() + " broke", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Refreshed.Underway();
        }
    }

    /** The same, without waiting. */
    public void prepare(NamedRepository repository) {
        if (repository.isElsewhere()) {
            var _ = turns(repository).next(() -> fetch(repository));
        }
    }

    /** When it was last as it is where it lies; empty if it never was, or lies here. */
    public Optional<Instant> lastFetched(NamedRepository repository) {
        return repository.url().flatMap(_ -> OriginClone.at(repository.folder()).lastFetched());
    }

    /** What came of the last fetch of this process; empty if there was none. */
    public Optional<Refreshed> lastOutcome(NamedRepository repository) {
        return Optional.ofNullable(outcomes.get(repository.name()));
    }

    /** Whoever fetches is interrupted, and its git ended. */
    @PreDestroy
    void stop() {
        fetchers.shutdownNow();
    }

    private FetchTurns turns(NamedRepository repository) {
        return turns.computeIfAbsent(repository.name(), _ -> new FetchTurns(fetchers));
    }

    private Refreshed fetch(NamedRepository repository) {
        var outcome = outcome(repository);
        outcomes.put(repository.name(), outcome);
        if (outcome instanceof Refreshed.Stale(var trouble, var words)) {
            Log.warnf("the repository %s could not be fetched (%s): %s", repository.name(), trouble, words);
        }
        return outcome;
    }

    private Refreshed outcome(NamedRepository repository) {
        var clone = OriginClone.at(repository.folder());
        try {
            var login = repositories.login(repository).orElseThrow();
            var url = repository.url().orElseThrow().text();
            return new CloneLock(repository.folder())
                    .within(config.timeLimit(), () -> clone.bringUpToDate(url, login, config.timeLimit()))
                    .map(Clones::read)
                    .orElseGet(() -> new Refreshed.Stale(
                            FetchTrouble.UNREACHABLE,
                            "another Coppice has been fetching it for "
                                    + config.timeLimit().toSeconds() + " s"));
        } catch (GitFailure e) {
            return new Refreshed.Stale(FetchTrouble.UNREACHABLE, "the fetch was interrupted");
        } catch (IllegalStateException e) {
            return new Refreshed.Stale(FetchTrouble.LOGIN_REFUSED, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return new Refreshed.Stale(
                    FetchTrouble.BROKEN,
                    "the clone cannot be locked: " + e.getClass().getSimpleName());
        }
    }

    private static Refreshed read(Fetched fetched) {
        return switch (fetched) {
            case Fetched.UpToDate _ -> new Refreshed.Fresh();
            case Fetched.NotFetched(var trouble, var words) -> new Refreshed.Stale(trouble, words);
        };
    }
}
