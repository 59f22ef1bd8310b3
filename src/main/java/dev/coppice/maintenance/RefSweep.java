package dev.coppice.maintenance;

import dev.coppice.git.ExecutionRefs;
import dev.coppice.git.GitRepository;
import dev.coppice.git.OwnRef;
import dev.coppice.git.PresentRef;
import dev.coppice.git.RefChange;
import dev.coppice.git.RefUpdate;
import dev.coppice.integration.Integrator;
import dev.coppice.integration.Landing;
import dev.coppice.queue.Executions;
import dev.coppice.queue.Steering;
import dev.coppice.task.CommitId;
import dev.coppice.task.ExecutionId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks through the refs that executions left in a repository; touches none outside Coppice's own two places. */
record RefSweep(Executions executions, Steering steering, KnownExecutions known, Retention retention) {

    void sweep(GitRepository repository, Sweepings into) {
        var byExecution = new TreeMap<String, Map<OwnRef, PresentRef>>();
        var commits = new HashSet<CommitId>();
        for (PresentRef present : present(repository)) {
            var own = OwnRef.of(present.name());
            if (!present.pointsTo().isEmpty()) {
                into.keep(
                        present.name(),
                        repository.topLevel(),
                        "it only points to " + present.pointsTo() + "; Coppice makes no such ref");
            } else if (own.isEmpty()) {
                into.keep(present.name(), repository.topLevel(), "Coppice makes no ref of this name");
            } else {
                present.commit().ifPresent(commits::add);
                byExecution
                        .computeIfAbsent(own.get().execution().value(), _ -> new LinkedHashMap<>())
                        .put(own.get(), present);
            }
        }
        var unmerged = repository.ancestry().unmerged(commits);
        byExecution.forEach(
                (id, refs) -> judge(repository, facts(repository, new ExecutionId(id), refs, unmerged), into));
    }

    private static List<PresentRef> present(GitRepository repository) {
        return Stream.of(ExecutionRefs.PRIVATE, ExecutionRefs.BRANCHES)
                .flatMap(prefix -> repository.refs().below(prefix).stream())
                .toList();
    }

    private RefFacts facts(
            GitRepository repository, ExecutionId execution, Map<OwnRef, PresentRef> refs, Set<CommitId> unmerged) {
        var landings = new Integrator(repository).landings(new ExecutionRefs(execution));
        return new RefFacts(
                execution,
                repository.topLevel(),
                known.find(execution),
                refs,
                unmerged,
                landings.stream().map(Landing::commit).collect(Collectors.toSet()),
                landedAttempts(execution, landings),
                holder(repository, refs),
                retention);
    }

    /** What the database says landed, and what the result's own chain shows. */
    private Set<OwnRef> landedAttempts(ExecutionId execution, List<Landing> landings) {
        var landed = new HashSet<OwnRef>();
        landings.forEach(landing -> landed.add(new OwnRef.Attempt(execution, landing.task(), landing.attempt())));
        executions.find(execution).stream()
                .flatMap(status -> status.tasks().stream())
                .forEach(task -> task.attempts().stream()
                        .filter(attempt -> attempt.state().equals("completed"))
                        .forEach(
                                attempt -> landed.add(new OwnRef.Attempt(execution, task.number(), attempt.number()))));
        return landed;
    }

    private static String holder(GitRepository repository, Map<OwnRef, PresentRef> refs) {
        return refs.entrySet().stream()
                .filter(entry -> entry.getKey() instanceof OwnRef.Result || entry.getKey() instanceof OwnRef.Branch)
                .flatMap(entry -> entry.getValue().commit().stream())
                .flatMap(commit -> repository.ancestry().branchWith(commit).stream())
                .findFirst()
                .orElse("HEAD");
    }

    private void judge(GitRepository repository, RefFacts facts, Sweepings into) {
        var judgement = RefJudgement.of(facts);
        judgement.kept().forEach(kept -> into.keep(kept.what(), kept.where(), kept.why()));
        if (!judgement.doomed().isEmpty()) {
            into.add(new Step(judgement.removals(), () -> delete(repository, facts, judgement.doomed())));
        }
    }

    /** A retry of the same execution must come before or after all of it. */
    private Optional<String> delete(GitRepository repository, RefFacts facts, List<PresentRef> doomed) {
        var changes = doomed.stream().map(PresentRef::deletion).toArray(RefChange[]::new);
        if (facts.known().isEmpty() || known.isDeleted(facts.execution())) {
            return objection(repository.refs().update(changes));
        }
        var objections = new HashSet<String>();
        boolean isEnded = steering.ifEnded(
                facts.execution(),
                () -> objection(repository.refs().update(changes)).ifPresent(objections::add));
        return isEnded
                ? objections.stream().findFirst()
                : Optional.of("its execution was retried or deleted meanwhile");
    }

    private static Optional<String> objection(RefUpdate update) {
        return switch (update) {
            case RefUpdate.Applied _ -> Optional.empty();
            case RefUpdate.Refused(var reason) -> Optional.of("it has moved meanwhile: " + reason);
            case RefUpdate.Locked(var reason) -> Optional.of("another git is at it: " + reason);
        };
    }
}
