package dev.coppice.queue.lease;

import dev.coppice.queue.QueueConfig;
import dev.coppice.sql.DirectConnection;
import dev.coppice.sql.DirectConnections;
import dev.coppice.sql.SqlRunner;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.jdbc.ReturningWork;

/** The heartbeat's own connection. Short time-outs, because a connection that died silently must be noticed within a beat. */
@ApplicationScoped
class RenewalConnection implements SqlRunner {

    private final DirectConnection connection;

    RenewalConnection(DirectConnections connections, QueueConfig config) {
        this.connection = new DirectConnection(
                () -> connections.open("coppice heartbeat", config.beat().dividedBy(3)), "renew leases");
    }

    @Override
    public <T> T run(ReturningWork<T> work) {
        return connection.run(work);
    }

    void close() {
        connection.close();
    }
}
