package dev.coppice.pullrequest;

import dev.coppice.forge.Check;
import dev.coppice.forge.PullRequest;
import dev.coppice.forge.Standing;
import dev.coppice.process.Legible;
import dev.coppice.queue.publication.PullRequestStanding.State;
import dev.coppice.queue.publication.PullRequestWish;
import dev.coppice.task.CommitId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What follows from how a request stands. */
sealed interface Judgement {

    /** Everything that was asked for and that the forge wants is there. */
    record Merge() implements Judgement {}

    /** For what it waits; "" if for people only. */
    record Wait(String reason) implements Judgement {}

    record End(State state, String reason) implements Judgement {}

    /** A forge notices a push some seconds late. */
    Duration TO_NOTICE = Duration.ofMinutes(2);

    int LONGEST_NAME = 100;

    /** The age is that of the request; only exactly the result is ever merged. */
    static Judgement of(Standing standing, PullRequestWish wish, CommitId result, Duration age, Duration settle) {
        return switch (standing.request().state()) {
            case MERGED -> new End(State.MERGED, "");
            case CLOSED -> new End(State.CLOSED, "somebody closed it without merging it");
            case OPEN ->
                wish.merge().isEmpty()
                        ? new Wait("")
                        : ofHead(standing, result, age)
                                .or(() -> ofForge(standing))
                                .or(() -> ofChecks(standing.checks(), wish, age, settle))
                                .orElseGet(() -> ofMergeability(standing.mergeability()));
        };
    }

    private static Optional<Judgement> ofHead(Standing standing, CommitId result, Duration age) {
        if (standing.request().head().equals(result)) {
            return Optional.empty();
        }
        return Optional.of(
                age.compareTo(TO_NOTICE) < 0
                        ? new Wait("the forge has not noticed the push yet")
                        : new End(
                                State.NOT_MERGEABLE,
                                "its branch is at " + standing.request().head().abbreviated()
                                        + ", not at the result: somebody else has pushed to it"));
    }

    /** What will not change by itself is said before all that may. */
    private static Optional<Judgement> ofForge(Standing standing) {
        return standing.mergeability() instanceof Standing.Mergeability.Never(var reason)
                ? Optional.of(new End(State.NOT_MERGEABLE, reason))
                : standing.request().isDraft() ? Optional.of(new Wait("it is a draft")) : Optional.empty();
    }

    private static Optional<Judgement> ofChecks(List<Check> all, PullRequestWish wish, Duration age, Duration settle) {
        var counted = all.stream()
                .filter(check ->
                        wish.checks().map(names -> names.contains(check.name())).orElse(true))
                .toList();
        return first(counted, Check.Outcome.FAILED)
                .<Judgement>map(name -> new End(State.NOT_MERGEABLE, "the check " + name + " has failed"))
                .or(() -> first(counted, Check.Outcome.PENDING)
                        .map(name -> new Wait("the check " + name + " is not at its end")))
                .or(() ->
                        missing(counted, wish).map(name -> new Wait("nobody has reported the check " + name + " yet")))
                .or(() -> all.isEmpty() && wish.checks().isEmpty() && age.compareTo(settle) < 0
                        ? Optional.of(new Wait("checks have a moment to begin"))
                        : Optional.empty());
    }

    private static Optional<String> first(List<Check> checks, Check.Outcome outcome) {
        return checks.stream()
                .filter(check -> check.outcome() == outcome)
                .map(check -> shown(check.name()))
                .findFirst();
    }

    private static Optional<String> missing(List<Check> counted, PullRequestWish wish) {
        return wish.checks().orElse(List.of()).stream()
                .filter(name -> counted.stream().noneMatch(check -> check.name().equals(name)))
                .map(Judgement::shown)
                .findFirst();
    }

    private static String shown(String name) {
        var line = Legible.text(name).replaceAll("\\s+", " ");
        return line.length() <= LONGEST_NAME ? line : line.substring(0, LONGEST_NAME) + "...";
    }

    private static Judgement ofMergeability(Standing.Mergeability mergeability) {
        return switch (mergeability) {
            case Standing.Mergeability.Mergeable _ -> new Merge();
            case Standing.Mergeability.Unknown _ -> new Wait("the forge is working out whether it can be merged");
            case Standing.Mergeability.NotYet(var reason) -> new Wait(reason);
            case Standing.Mergeability.Never(var reason) -> new End(State.NOT_MERGEABLE, reason);
        };
    }

    /** Who is told the state of one that is open. */
    static State open(PullRequestWish wish) {
        return wish.merge().isPresent() ? State.WAITING_FOR_CHECKS : State.OPEN;
    }

    /** Of a request as it was just opened or found. */
    static State of(PullRequest request, PullRequestWish wish) {
        return switch (request.state()) {
            case OPEN -> open(wish);
            case MERGED -> State.MERGED;
            case CLOSED -> State.CLOSED;
        };
    }
}
