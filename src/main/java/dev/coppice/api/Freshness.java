package dev.coppice.api;

import dev.coppice.git.FetchTrouble;
import dev.coppice.repository.Clones;
import dev.coppice.repository.NamedRepositories;
import dev.coppice.repository.Refreshed;
import dev.coppice.worker.OwnRole;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/** Sees to it that a plan starts from what a repository elsewhere has now, and says why it cannot. */
@ApplicationScoped
public class Freshness {

    private final ApiConfig config;
    private final NamedRepositories repositories;
    private final Clones clones;
    private final OwnRole own;

    Freshness(ApiConfig config, NamedRepositories repositories, Clones clones, OwnRole own) {
        this.own = own;
        this.config = config;
        this.repositories = repositories;
        this.clones = clones;
    }

    /** The first fetch takes longest; it is to be done before the first caller comes. */
    void prepare(@Observes StartupEvent event) {
        if (config.accepting() && own.role().takesPlans()) {
            repositories.all().forEach(clones::prepare);
        }
    }

    /** A word that stays the same for each trouble. */
    public static String code(FetchTrouble trouble) {
        return switch (trouble) {
            case LOGIN_REFUSED -> "repository_login_refused";
            case NOT_FOUND -> "repository_not_found";
            case MOVED -> "repository_moved";
            case UNREACHABLE -> "repository_unreachable";
            case EMPTY -> "repository_empty";
            case BROKEN -> "repository_unusable";
        };
    }

    /** The repository is as it is where it lies; a {@link ProblemException} of status 503 otherwise. */
    public void demand(ChosenRepository chosen) {
        chosen.named()
                .map(clones::refresh)
                .flatMap(outcome -> problem(chosen.name(), outcome))
                .ifPresent(problem -> {
                    throw problem.in("repository").asException();
                });
    }

    private static Optional<Problem> problem(String name, Refreshed outcome) {
        return switch (outcome) {
            case Refreshed.Fresh _ -> Optional.empty();
            case Refreshed.Underway _ ->
                Optional.of(Problem.of(
                        503, "repository_preparing", "the repository " + name + " is still being fetched; try again"));
            case Refreshed.Stale(var trouble, var words) ->
                Optional.of(
                        Problem.of(503, code(trouble), "the repository " + name + " could not be fetched: " + words));
        };
    }
}
