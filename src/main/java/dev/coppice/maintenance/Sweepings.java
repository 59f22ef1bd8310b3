package dev.coppice.maintenance;

import dev.coppice.git.GitFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Gathers what a cleanup finds, and does away with it. */
final class Sweepings {

    private final List<Step> steps = new ArrayList<>();
    private final List<Kept> kept = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    void add(Step step) {
        steps.add(step);
    }

    void keep(String what, Object where, String why) {
        kept.add(new Kept(what, where.toString(), why));
    }

    void problem(String attempted, Exception failure) {
        problems.add(attempted + ": " + failure.getMessage());
    }

    void problem(String words) {
        problems.add(words);
    }

    /** The names of all refs that are to go. */
    Set<String> doomedRefs() {
        var names = new HashSet<String>();
        steps.stream()
                .flatMap(step -> step.removals().stream())
                .map(Removal::what)
                .forEach(names::add);
        return names;
    }

    CleanupReport preview() {
        return new CleanupReport(
                true, steps.stream().flatMap(step -> step.removals().stream()).toList(), kept, problems);
    }

    CleanupReport remove() {
        var removed = new ArrayList<Removal>();
        for (Step step : steps) {
            if (isDone(step)) {
                removed.addAll(step.removals());
            }
        }
        return new CleanupReport(false, removed, kept, problems);
    }

    private boolean isDone(Step step) {
        try {
            var objection = step.act().perform();
            objection.ifPresent(why ->
                    step.removals().forEach(left -> kept.add(new Kept(left.what(), left.where(), why))));
            return objection.isEmpty();
        } catch (GitFailure | IOException e) {
            problem("could not remove " + step.removals().getFirst().what(), e);
            return false;
        }
    }
}
