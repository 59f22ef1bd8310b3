package dev.coppice.queue.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.queue.AQueueOfManyTasks;
import java.sql.SQLException;

/** Leases are renewed and looked through all the time. */
class LeasePlanTest extends AQueueOfManyTasks {

    @Override
    protected void assertThatAllReadTheirs() throws SQLException {
        assertThatItReads(LeaseStatements.RENEW, "task_pkey");
        assertThat(plan(LeaseStatements.EXPIRED)).doesNotContain(" on task ");
    }
}
