package dev.coppice.maintenance;

import dev.coppice.git.OwnRef;
import dev.coppice.git.PresentRef;
import dev.coppice.git.RefValue;
import java.util.ArrayList;
import java.util.List;

/** Decides which refs of one execution may go. A ref goes only if its commit is safe elsewhere, or its time is over. */
final class RefJudgement {

    private final RefFacts facts;
    private final List<PresentRef> doomed = new ArrayList<>();
    private final List<Removal> removals = new ArrayList<>();
    private final List<Kept> kept = new ArrayList<>();

    private RefJudgement(RefFacts facts) {
        this.facts = facts;
    }

    static RefJudgement of(RefFacts facts) {
        var judgement = new RefJudgement(facts);
        if (judgement.mayGo()) {
            facts.refs().forEach(judgement::judge);
        }
        return judgement;
    }

    /** The refs that go, all together. */
    List<PresentRef> doomed() {
        return List.copyOf(doomed);
    }

    List<Removal> removals() {
        return List.copyOf(removals);
    }

    List<Kept> kept() {
        return List.copyOf(kept);
    }

    private boolean mayGo() {
        if (facts.known().isEmpty()) {
            return isProvenLanded();
        }
        var state = facts.known().get().state();
        if (!state.isFinal()) {
            keep("all of " + facts.execution(), "it is " + state.word() + ", not at its end");
        }
        return state.isFinal();
    }

    /**
     * An execution that the database does not know may be another Coppice's, at work now. It is over for us only if every fence
     * holds a landing of its result, so that no attempt is under way, and all of that is merged.
     */
    private boolean isProvenLanded() {
        boolean isProven = facts.isResultMerged()
                && !facts.landings().isEmpty()
                && facts.refs().entrySet().stream()
                        .filter(entry -> entry.getKey() instanceof OwnRef.Fence)
                        .allMatch(entry -> isLanding(entry.getValue()));
        if (!isProven) {
            keep("all of " + facts.execution(), "the database does not know it, and nothing proves that it has landed");
        }
        return isProven;
    }

    private boolean isLanding(PresentRef fence) {
        return fence.value() instanceof RefValue.OfCommit(var commit)
                && facts.landings().contains(commit);
    }

    private void judge(OwnRef ref, PresentRef present) {
        switch (ref) {
            case OwnRef.Result _ -> judgeResult(present);
            case OwnRef.Branch _ -> judgeBranch(present);
            case OwnRef.Fence _ -> judgeFence(present);
            case OwnRef.Attempt attempt -> judgeAttempt(attempt, present);
        }
    }

    private void judgeResult(PresentRef result) {
        if (facts.isMerged(result)) {
            remove(result, "all of its result is part of " + facts.holder());
        } else {
            keep("the result of " + facts.execution(), "it is part of no branch of yours");
        }
    }

    /** Commits that a person put on the branch are that person's. */
    private void judgeBranch(PresentRef branch) {
        boolean isResultKept = facts.result().isPresent() && !facts.isResultMerged();
        if (!branch.checkedOutAt().isEmpty()) {
            keep(branch.name(), "it is checked out at " + branch.checkedOutAt());
        } else if (facts.isMerged(branch) && !isResultKept) {
            remove(branch, "all of it is part of " + facts.holder());
        } else if (!isResultKept) {
            keep(branch.name(), "it has commits that are part of no other branch of yours");
        }
    }

    /** Without a result no landing is under way; with one, the fences are part of its record. */
    private void judgeFence(PresentRef fence) {
        if (facts.isResultMerged() || facts.result().isEmpty()) {
            remove(fence, "nothing more can land in its execution");
        }
    }

    private void judgeAttempt(OwnRef.Attempt attempt, PresentRef work) {
        boolean isLanded = facts.landedAttempts().contains(attempt);
        if (isLanded && facts.isResultMerged()) {
            remove(work, "it landed, and the result is part of " + facts.holder());
        } else if (facts.isMerged(work)) {
            remove(work, "its commit is part of a branch of yours");
        } else if (!isLanded || facts.result().isEmpty()) {
            judgeByAge(attempt, work);
        }
    }

    private void judgeByAge(OwnRef.Attempt attempt, PresentRef work) {
        var retention = facts.retention();
        var what =
                "the work of attempt " + attempt.attempt() + " at task " + attempt.task() + " of " + facts.execution();
        if (facts.ended().filter(retention::isOver).isPresent()) {
            remove(work, "it did not land, and its execution ended " + retention.ago());
        } else {
            keep(
                    what,
                    "it did not land"
                            + facts.ended()
                                    .map(ended -> "; kept until " + retention.until(ended))
                                    .orElse(""));
        }
    }

    private void remove(PresentRef ref, String why) {
        doomed.add(ref);
        var kind = ref.name().startsWith("refs/heads/") ? Removal.Kind.BRANCH : Removal.Kind.REF;
        removals.add(new Removal(kind, ref.name(), facts.repository().toString(), why));
    }

    private void keep(String what, String why) {
        kept.add(new Kept(what, facts.repository().toString(), why));
    }
}
