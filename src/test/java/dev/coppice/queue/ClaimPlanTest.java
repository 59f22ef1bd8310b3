package dev.coppice.queue;

import java.sql.SQLException;

/** A claim must stay one indexed scan. */
class ClaimPlanTest extends AQueueOfManyTasks {

    @Override
    protected void assertThatAllReadTheirs() throws SQLException {
        assertThatItReads(ClaimStatements.fromQueue(4), "task_claim ");
        assertThatItReads(ClaimStatements.ofExecution(4), "task_claim_own ");
        assertThatItReads(ClaimStatements.PROBE_FROM_QUEUE, "task_claim ");
        assertThatItReads(ClaimStatements.PROBE_OF_EXECUTION, "task_claim_own ");
        assertThatItReads(PauseStatements.OF_EXECUTION, "task_");
        assertThatItReads(Places.WAITED_FOR, "task_waiting");
        assertThatItReads(Deadlines.PASSED, "task");
        assertThatItReads(Deadlines.FAIL, "task");
    }
}
