package dev.coppice.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.queue.Approval.State;
import dev.coppice.queue.Approvals.Decision;
import dev.coppice.queue.TestQueue.Running;
import dev.coppice.task.TaskId;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A queue with tasks that a person is to approve. */
abstract class AQueueOfApprovals {

    static final AttemptEnd FAILED = new AttemptEnd.Failed("check_failed", "no", false);
    static final AttemptEnd COMPLETED = new AttemptEnd.CompletedUnchanged();
    static final Decision YES = new Decision("token:ann", Optional.of("Mind the gap."));
    static final Decision NO = new Decision("token:ann", Optional.of("Too early."));

    @Inject
    TestQueue queue;

    @Inject
    Approvals approvals;

    @Inject
    Attempts attempts;

    @Inject
    Claims claims;

    @Inject
    Steering steering;

    @Inject
    Deadlines deadlines;

    int approve(Running running, String... numbers) {
        return approvals.approve(running.id(), ids(running, numbers), YES);
    }

    int reject(Running running, String... numbers) {
        return approvals.reject(running.id(), ids(running, numbers), NO);
    }

    List<TaskId> ids(Running running, String... numbers) {
        return Stream.of(numbers)
                .map(number -> queue.task(running, number).id())
                .toList();
    }

    State state(Running running, String number) {
        return queue.task(running, number).approval().orElseThrow().state();
    }

    List<String> events(Running running, String number) {
        return List.of(queue.value(
                                "select coalesce(string_agg(what, ' ' order by transaction, id), '') from task_event where task_id = "
                                        + queue.task(running, number).id().value())
                        .split(" "))
                .stream()
                .filter(what -> !what.isEmpty())
                .toList();
    }

    int pendingParents(Running running) {
        return Integer.parseInt(
                queue.value("select sum(abs(pending_parents)) from task where execution_id = '" + running.id() + "'"));
    }

    /** Claims all there is and ends it, in the plan's order. */
    void end(Running running, AttemptEnd... ends) {
        var found = queue.claim(running, 16);
        assertThat(found).hasSameSizeAs(ends);
        for (int i = 0; i < ends.length; i++) {
            assertThat(attempts.end(found.get(i).lease(), ends[i])).isInstanceOf(Ending.Accepted.class);
        }
    }
}
