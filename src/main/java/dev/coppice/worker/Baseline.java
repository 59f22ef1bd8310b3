package dev.coppice.worker;

import dev.coppice.git.Ground;
import dev.coppice.project.BaselinePolicy;
import dev.coppice.queue.BaselineCheck;
import dev.coppice.queue.BaselineTurn;
import dev.coppice.queue.Baselines;
import dev.coppice.verification.Check;
import dev.coppice.verification.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What the gate, and the checks that several tasks share, say of an execution's base. The first attempt looks before its agent works; the
 * others need the answer only when their work is judged, and wait for it no earlier.
 */
@ApplicationScoped
class Baseline {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final Baselines baselines;

    Baseline(Baselines baselines) {
        this.baselines = baselines;
    }

    /** What an attempt learns. */
    sealed interface Look {

        /** There is nothing more to learn. */
        sealed interface Settled extends Look {}

        /** The commands whose failure counts for nothing, because they failed before. */
        record Known(Set<String> failedBefore) implements Settled {

            public Known {
                failedBefore = Set.copyOf(failedBefore);
            }
        }

        /** The attempt is at its end. */
        record Over(Outcome outcome) implements Settled {}

        /** Another attempt is at it. */
        record Underway() implements Look {}
    }

    /** Looks, unless somebody else is at it; the workspace is afterwards as it was before any work. */
    Look look(Assigned task, Bench bench) {
        return look(task, bench, bench::start);
    }

    /** The same, waiting for whoever is at it; afterwards the workspace may hold the ground's files and nothing else. */
    Look.Settled settle(Assigned task, Bench bench, Look first, Ground ground) throws InterruptedException {
        var look = first;
        while (true) {
            switch (look) {
                case Look.Settled settled -> {
                    return settled;
                }
                case Look.Underway _ -> {}
            }
            if (task.attempt().stopped() != null) {
                return new Look.Over(task.stopped());
            }
            Thread.sleep(BETWEEN_LOOKS);
            look = look(task, bench, () -> ground);
        }
    }

    private Look look(Assigned task, Bench bench, Supplier<Ground> ground) {
        if (policy(task) == BaselinePolicy.OFF) {
            return new Look.Known(Set.of());
        }
        return switch (baselines.begin(task.lease(), Checks.gate(task.work()))) {
            case BaselineTurn.Known(var checks) -> known(task, checks);
            case BaselineTurn.Ours(var commands) -> run(task, bench, commands, ground.get());
            case BaselineTurn.Underway _ -> new Look.Underway();
            case BaselineTurn.LeaseLost _ -> new Look.Over(Outcome.settled());
        };
    }

    /** One after another in the same files, because a later command may need what an earlier one has made. */
    private Look run(Assigned task, Bench bench, List<String> commands, Ground ground) {
        task.note("the checks on the base, before any task has worked");
        bench.checkOut(task.work().base());
        var found = new ArrayList<BaselineCheck>();
        for (String command : commands) {
            switch (bench.run(List.of(new Check(command, task.work().settings().taskTimeLimit())))) {
                case Verdict.Passed _ -> found.add(new BaselineCheck(command, true, ""));
                case Verdict.Failed failed -> found.add(new BaselineCheck(command, false, failed.evidence()));
                case Verdict.Stopped _ -> {
                    return new Look.Over(task.stopped());
                }
                case Verdict.Unavailable(var reason) -> {
                    return new Look.Over(Outcome.infrastructure(reason));
                }
            }
        }
        bench.startOver(ground);
        // If the lease was thought dead meanwhile, somebody else is at it or has recorded it, and that counts.
        return baselines.record(task.lease(), found) ? known(task, found) : new Look.Underway();
    }

    private static Look known(Assigned task, List<BaselineCheck> checks) {
        return new Look.Known(
                policy(task) == BaselinePolicy.REPORT
                        ? checks.stream()
                                .filter(check -> !check.passed())
                                .map(BaselineCheck::command)
                                .collect(Collectors.toSet())
                        : Set.of());
    }

    private static BaselinePolicy policy(Assigned task) {
        return task.work().settings().project().verification().baseline();
    }
}
