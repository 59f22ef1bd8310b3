package dev.coppice.cli;

import dev.coppice.api.live.Farewell;
import dev.coppice.queue.Scope;
import dev.coppice.task.HomeId;
import dev.coppice.task.WorkerId;
import dev.coppice.worker.OwnRole;
import dev.coppice.worker.Role;
import dev.coppice.worker.Worker;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** The tasks of a service, and those who listen to them, until both are told that it stops. */
@ApplicationScoped
class ServiceWork {

    static final Duration TO_GIVE_BACK = Duration.ofSeconds(30);

    private final Worker worker;
    private final ServeConfig config;
    private final Farewell farewell;
    private final OwnRole own;

    ServiceWork(Worker worker, ServeConfig config, Farewell farewell, OwnRole own) {
        this.own = own;
        this.worker = worker;
        this.config = config;
        this.farewell = farewell;
    }

    /** Takes tasks from now on, so many at a time; the answer is how many, where none were wished for. In the role {@code api}: none. */
    int start(WorkerId self, HomeId home, int wished) {
        if (!role().claims()) {
            return 0;
        }
        int slots = wished > 0
                ? wished
                : config.workers().orElse(Runtime.getRuntime().availableProcessors());
        worker.start(new Scope.Queues(), self, home, slots);
        return slots;
    }

    Role role() {
        return own.role();
    }

    /** How long running tasks may go on. */
    Duration grace() {
        return config.grace();
    }

    /** Whether all tasks have ended or were given back. Listeners hear of that before they hear that nothing comes any more. */
    boolean finish() {
        boolean isDone = worker.finish(config.grace(), TO_GIVE_BACK);
        farewell.tell();
        return isDone;
    }
}
