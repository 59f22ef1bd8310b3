package dev.coppice.cli;

import dev.coppice.cli.terminal.ExitCode;
import dev.coppice.database.OwnFolder;
import dev.coppice.database.ServiceNote;
import dev.coppice.maintenance.Takeover;
import dev.coppice.queue.Scope;
import dev.coppice.task.HomeId;
import dev.coppice.task.WorkerId;
import dev.coppice.worker.Worker;
import io.quarkus.logging.Log;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** The service from its first claim to its last, inside Quarkus. */
final class ServeApplication implements QuarkusApplication {

    private static final Duration TO_GIVE_BACK = Duration.ofSeconds(30);

    private final Takeover takeover;
    private final Worker worker;
    private final ServicePlace place;
    private final ServeConfig config;
    private final OwnFolder folder;

    ServeApplication(Takeover takeover, Worker worker, ServicePlace place, ServeConfig config, OwnFolder folder) {
        this.takeover = takeover;
        this.worker = worker;
        this.place = place;
        this.config = config;
        this.folder = folder;
    }

    @Override
    public int run(String... arguments) throws IOException {
        var objection = place.objection();
        if (objection.isPresent()) {
            System.err.println("coppice: " + objection.get());
            return ExitCode.USAGE;
        }
        return serve(Argument.read(arguments[0], ServeRequest.class));
    }

    private int serve(ServeRequest request) throws IOException {
        var self = WorkerId.random();
        var home = new HomeId(folder.id());
        takeover.takeOver(home, self, Optional.empty());
        int slots = request.workers() > 0
                ? request.workers()
                : config.workers().orElse(Runtime.getRuntime().availableProcessors());
        worker.start(new Scope.Queues(), self, home, slots);
        try {
            announce(request, slots);
            Interruption.comesAfter(Quarkus::waitForExit); // A reload in development asks this way.
            Interruption.await();
            return stop();
        } finally {
            ServiceNote.remove(folder.root());
        }
    }

    private void announce(ServeRequest request, int slots) throws IOException {
        new ServiceNote(
                        place.localAddress(),
                        request.operatorToken(),
                        ProcessHandle.current().pid())
                .write(folder.root());
        Log.infof("serving on %s with %d workers; data folder %s", place.address(), slots, folder.root());
        System.err.println("coppice: serving on " + place.address() + " with " + slots + " workers; Ctrl-C stops it");
    }

    /** Tasks that do not end in time go back to the queue with their work kept; the next start goes on with them. */
    private int stop() {
        System.err.println(
                "coppice: stopping; running tasks have " + config.grace().toSeconds()
                        + " s, what is left then goes on at the next start; interrupt again to exit at once");
        boolean isDone = worker.finish(config.grace(), TO_GIVE_BACK);
        Log.infof("stopped%s", isDone ? "" : " with tasks that would not end");
        return isDone ? ExitCode.OK : ExitCode.INFRASTRUCTURE;
    }
}
