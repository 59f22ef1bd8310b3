package dev.coppice.cli.progress;

import dev.coppice.cli.terminal.OneLine;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says which tasks wait for a person's approval, and how that is given. */
public final class ApprovalWords {

    private static final int MOST = 10;

    private ApprovalWords() {}

    /** As in "waiting for approval: 2.1, 2.2; to approve: coppice approve exec_1fed9d0dc78c". */
    public static Optional<String> of(RunView execution) {
        var waiting = execution.awaitingApproval();
        if (waiting.isEmpty()) {
            return Optional.empty();
        }
        var numbers =
                waiting.stream().limit(MOST).map(task -> task.number().text()).collect(Collectors.joining(", "));
        var more = waiting.size() > MOST ? " and " + (waiting.size() - MOST) + " more" : "";
        return Optional.of("waiting for approval: " + numbers + more
                + execution
                        .toApprove()
                        .map(command -> "; to approve: " + OneLine.of(command))
                        .orElse(""));
    }
}
