package dev.coppice.worker;

import dev.coppice.queue.WorkerRegistry;
import dev.coppice.task.HomeId;
import dev.coppice.task.WorkerId;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** This process among the workers of the database: seen by others, and perhaps asked by one of them to take no more tasks. */
@ApplicationScoped
class Presence {

    private final WorkerRegistry registry;
    private volatile Optional<WorkerId> self = Optional.empty();
    private volatile boolean drainRequested;

    Presence(WorkerRegistry registry) {
        this.registry = registry;
    }

    void join(WorkerId worker, HomeId home, int slots) {
        self = Optional.of(worker);
        registry.join(worker, home, host(), ProcessHandle.current().pid(), slots);
    }

    /** Best effort: an entry that stays is recognised by its silence. */
    void leave() {
        try {
            self.ifPresent(registry::leave);
        } catch (RuntimeException e) {
            Log.debugf("could not leave the list of workers: %s", e.getMessage());
        }
        self = Optional.empty();
    }

    /** Empty before the start and after the end. */
    Optional<WorkerId> self() {
        return self;
    }

    void heard(boolean drain) {
        if (drain != drainRequested) {
            Log.infof(drain ? "asked to claim no more tasks" : "asked to claim tasks again");
        }
        drainRequested = drain;
    }

    boolean isDrainRequested() {
        return drainRequested;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
