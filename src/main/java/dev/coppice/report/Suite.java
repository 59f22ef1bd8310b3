package dev.coppice.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A part of a report: a batch, or what is said of the execution besides its tasks. */
record Suite(String name, Optional<Instant> startedAt, List<Case> cases) {

    Suite {
        cases = List.copyOf(cases);
    }

    Duration time() {
        return cases.stream().map(Case::time).reduce(Duration.ZERO, Duration::plus);
    }

    long count(Class<? extends Verdict> verdict) {
        return cases.stream().filter(each -> verdict.isInstance(each.verdict())).count();
    }
}
