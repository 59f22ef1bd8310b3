package dev.coppice.api;

import dev.coppice.access.Principal;
import dev.coppice.isolation.Isolation;
import dev.coppice.isolation.Sandboxes;
import dev.coppice.task.ExecutionMode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides whether a start request may be carried out here, before anything is read or written for it. */
@ApplicationScoped
class Admission {

    private static final List<String> MODES =
            Arrays.stream(ExecutionMode.values()).map(ExecutionMode::word).toList();
    private static final List<String> ISOLATIONS =
            Arrays.stream(Isolation.values()).map(Isolation::word).toList();

    private final ApiConfig config;
    private final Repositories repositories;
    private final AgentChoice agents;
    private final Freshness freshness;
    private final Delegation delegation;

    Admission(
            ApiConfig config,
            Repositories repositories,
            AgentChoice agents,
            Freshness freshness,
            Delegation delegation) {
        this.freshness = freshness;
        this.delegation = delegation;
        this.config = config;
        this.repositories = repositories;
        this.agents = agents;
    }

    /**
     * Where to work, with which agent, and which others.
     *
     * @param planAgents those that the plan's tasks may name
     * @param escalation those by which retries are done; empty: as configured
     */
    record Admitted(
            ChosenRepository repository,
            AgentChoice.Chosen agent,
            Set<String> planAgents,
            Optional<List<String>> escalation) {}

    /** A {@link ProblemException} names the field that is in the way. */
    Admitted admit(StartRequest request, Principal caller) {
        refuseWhereNoneIsTaken();
        refuseWhatOnlyTheOperatorMaySend(request, caller.isOperator());
        refuseUnknown("execution_mode", request.executionMode(), MODES);
        request.isolation().ifPresent(word -> refuseUnknown("isolation", word, ISOLATIONS));
        refuseClusterElsewhere(request);
        refuseWithoutSandbox(request);
        var repository = repositories.choose(request.repository(), caller);
        delegation.demand(request, repository);
        var agent = agents.choose(request, repository);
        if (!request.resume()) {
            freshness.demand(repository);
        }
        return new Admitted(repository, agent, agents.enabled(repository), agents.escalation(request, repository));
    }

    private void refuseWhereNoneIsTaken() {
        if (!config.accepting()) {
            throw Problem.of(409, "not_a_service", "this Coppice runs one plan only; start plans with `coppice serve`")
                    .asException();
        }
    }

    private static void refuseWhatOnlyTheOperatorMaySend(StartRequest request, boolean byOperator) {
        request.operatorsField().filter(_ -> !byOperator).ifPresent(field -> {
            throw Problem.of(403, "operator_only", "only the operator's own commands may send " + field)
                    .in(field)
                    .asException();
        });
    }

    /** The word is one for a mode, and an execution keeps its mode. */
    private static void refuseClusterElsewhere(StartRequest request) {
        boolean isAsked =
                request.isolation().filter(Isolation.KUBERNETES.word()::equals).isPresent();
        if (isAsked && (request.resume() || !request.executionMode().equals(ExecutionMode.KUBERNETES.word()))) {
            throw Problem.about(
                            "isolation",
                            request.resume()
                                    ? "isolation kubernetes is said when a plan begins; a resumed execution stays where it is"
                                    : "isolation kubernetes does not go with mode " + request.executionMode())
                    .asException();
        }
    }

    /** A resume without the word goes on as before, and its tasks wait where that cannot be. */
    private static void refuseWithoutSandbox(StartRequest request) {
        boolean isWanted = request.isolation()
                .map(Isolation.SANDBOX.word()::equals)
                .orElseGet(() -> !request.resume() && Sandboxes.usual() == Isolation.SANDBOX);
        if (isWanted) {
            Sandboxes.missing().ifPresent(reason -> {
                throw Problem.of(503, "sandbox_missing", "no sandbox here: " + reason)
                        .in("isolation")
                        .asException();
            });
        }
    }

    private static void refuseUnknown(String field, String word, List<String> known) {
        if (!known.contains(word)) {
            throw Problem.about(
                            field,
                            "there is no " + field.replace('_', ' ') + " '" + word + "'; this version has: "
                                    + String.join(", ", known))
                    .asException();
        }
    }
}
