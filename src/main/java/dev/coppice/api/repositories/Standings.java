package dev.coppice.api.repositories;

import dev.coppice.access.Principal;
import dev.coppice.access.Right;
import dev.coppice.api.ChosenRepository;
import dev.coppice.api.Freshness;
import dev.coppice.queue.figures.RepositoryFigures;
import dev.coppice.repository.Clones;
import dev.coppice.repository.NamedRepository;
import dev.coppice.repository.Refreshed;
import dev.coppice.repository.RemoteUrl;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How repositories stand, as far as a caller is to know. */
@ApplicationScoped
class Standings {

    private final Clones clones;
    private final RepositoryFigures figures;

    Standings(Clones clones, RepositoryFigures figures) {
        this.clones = clones;
        this.figures = figures;
    }

    /** Of these, in their order. */
    List<RepositoryView> of(List<ChosenRepository> repositories, Principal caller) {
        var open = figures.open();
        boolean seesFolders = caller.right().includes(Right.ADMIN);
        return repositories.stream()
                .map(repository -> {
                    var folder = repository.folder().toString();
                    var figure = open.getOrDefault(folder, RepositoryFigures.Open.none(folder));
                    return view(repository, repository.shortName(repositories), seesFolders ? folder : null, figure);
                })
                .toList();
    }

    private RepositoryView view(
            ChosenRepository repository, String name, @Nullable String folder, RepositoryFigures.Open open) {
        var named = repository.named();
        var limit = named.stream().flatMapToInt(each -> each.limit().stream()).findFirst();
        return new RepositoryView(
                name,
                repository.isElsewhere() ? "url" : "path",
                named.flatMap(NamedRepository::url).map(RemoteUrl::shown).orElse(null),
                folder,
                named.flatMap(NamedRepository::base).orElse(null),
                named.flatMap(NamedRepository::push).orElse(null),
                named.flatMap(NamedRepository::agents).orElse(null),
                limit.isPresent() ? limit.getAsInt() : null,
                named.flatMap(clones::lastFetched).orElse(null),
                named.flatMap(clones::lastOutcome).flatMap(Standings::problem).orElse(null),
                open.executing(),
                open.unfinished());
    }

    private static Optional<RepositoryView.FetchProblemView> problem(Refreshed outcome) {
        return switch (outcome) {
            case Refreshed.Fresh _, Refreshed.Underway _ -> Optional.empty();
            case Refreshed.Stale(var trouble, var words) ->
                Optional.of(new RepositoryView.FetchProblemView(Freshness.code(trouble), words));
        };
    }
}
