package dev.coppice.isolation.kubernetes;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The way to the cluster, made when it is first needed: loading what it takes costs a second that most starts have no use for. */
final class Connection implements AutoCloseable {

    private final Supplier<Cluster> way;
    private @Nullable Cluster cluster;

    Connection(Supplier<Cluster> way) {
        this.way = way;
    }

    synchronized Cluster cluster() {
        if (cluster == null) {
            cluster = way.get();
        }
        return cluster;
    }

    @Override
    public synchronized void close() {
        if (cluster != null) {
            cluster.close();
            cluster = null;
        }
    }
}
