package dev.coppice.submission;

import dev.coppice.project.ProjectSettings;
import dev.coppice.queue.ExecutionSettings;
import dev.coppice.queue.RepositoryTerms;
import dev.coppice.queue.SpendingDefaults;
import dev.coppice.repository.NamedRepositories;
import dev.coppice.repository.NamedRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** What the operator asks of work, in a repository with a name above all: it holds whatever the repository, or a request, says. */
@ApplicationScoped
class OperatorsRules {

    private final NamedRepositories repositories;
    private final SpendingDefaults spending;

    OperatorsRules(NamedRepositories repositories, SpendingDefaults spending) {
        this.repositories = repositories;
        this.spending = spending;
    }

    /** The request in a repository whose own file asks for this, as far as the operator lets it. */
    PlanRequest over(PlanRequest request, ProjectSettings own) {
        var ruled = repositories
                .in(request.repository())
                .map(repository -> request.with(settings(request.settings(), own, repository)))
                .orElseGet(() -> request.in(own));
        return ruled.with(spending.fill(ruled.settings()));
    }

    private static ExecutionSettings settings(
            ExecutionSettings asked, ProjectSettings own, NamedRepository repository) {
        var limit = repository.limit();
        return asked.in(repository.rules().over(own))
                .repairing(Optional.ofNullable(asked.askedRepairRounds()).map(repository.rules()::repairRounds))
                .under(new RepositoryTerms(repository.name(), limit.isPresent() ? limit.getAsInt() : null));
    }
}
