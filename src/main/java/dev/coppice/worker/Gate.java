package dev.coppice.worker;

import dev.coppice.git.TreeId;
import dev.coppice.integration.Merge;
import dev.coppice.task.ExecutionId;
import dev.coppice.verification.Check;
import dev.coppice.verification.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Asks an execution's gate about the commit that is to land, unless its files are known to pass. Where the repository allows trains, those
 * that wait behind it are judged in the same run; of a train that fails the first half is tried, down to the one whose turn it is.
 */
@ApplicationScoped
class Gate {

    private final MergeQueue queue;
    private final GateMemory memory = new GateMemory();

    Gate(MergeQueue queue) {
        this.queue = queue;
    }

    /** One that is at its turn to land, with what judges it. */
    private record AtTurn(Assigned task, Bench bench, List<Check> checks) {

        ExecutionId execution() {
            return task.lease().execution();
        }

        int longestTrain() {
            return task.work().settings().project().verification().gateTrain();
        }
    }

    Verdict judge(Assigned task, Bench bench, List<Check> checks, Merge.Ready merge) {
        var turn = new AtTurn(task, bench, checks);
        if (checks.isEmpty() || memory.passed(turn.execution(), merge.tree()).orElse(false)) {
            return new Verdict.Passed(0);
        }
        var train = GateTrain.of(merge, queue.waiting(turn.execution()), turn.longestTrain());
        return judge(turn, train.until(tree -> hasFailed(turn, tree)));
    }

    private Verdict judge(AtTurn turn, GateTrain train) {
        if (train.length() == 1) {
            return run(turn, train);
        }
        if (hasFailed(turn, train.last().tree())) {
            return judge(turn, train.half());
        }
        var verdict = run(turn, train);
        return verdict instanceof Verdict.Failed ? judge(turn, train.half()) : verdict;
    }

    private boolean hasFailed(AtTurn turn, TreeId tree) {
        return !memory.passed(turn.execution(), tree).orElse(true);
    }

    private Verdict run(AtTurn turn, GateTrain train) {
        turn.task().note(heading(train));
        var verdict = turn.bench().verify(train.last().landing(), turn.checks());
        switch (verdict) {
            case Verdict.Passed _ -> train.trees().forEach(tree -> memory.remember(turn.execution(), tree, true));
            case Verdict.Failed _ ->
                memory.remember(turn.execution(), train.last().tree(), false);
            case Verdict.Stopped _, Verdict.Unavailable _ -> {}
        }
        return verdict;
    }

    private static String heading(GateTrain train) {
        var commit = train.last().landing().abbreviated();
        return train.length() == 1
                ? "the gate, on " + commit
                : "the gate, on " + commit + ", which has this task and " + (train.length() - 1)
                        + " that wait behind it";
    }
}
