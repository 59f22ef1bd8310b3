package dev.coppice.cli;

import dev.coppice.cli.terminal.ExitCode;
import dev.coppice.database.OwnFolder;
import dev.coppice.database.ServiceNote;
import dev.coppice.maintenance.Takeover;
import dev.coppice.task.HomeId;
import dev.coppice.task.WorkerId;
import dev.coppice.worker.Role;
import io.quarkus.logging.Log;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.io.IOException;
import java.util.Optional;

/** The service from its first claim to its last, inside Quarkus. */
final class ServeApplication implements QuarkusApplication {

    private final Takeover takeover;
    private final ServiceWork work;
    private final ServicePlace place;
    private final OwnFolder folder;

    ServeApplication(Takeover takeover, ServiceWork work, ServicePlace place, OwnFolder folder) {
        this.takeover = takeover;
        this.work = work;
        this.place = place;
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
        int slots = work.start(self, home, request.workers());
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
        var how = "serving on " + place.address() + inRole() + " with " + slots + " workers";
        Log.infof("%s; data folder %s", how, folder.root());
        System.err.println("coppice: " + how + "; Ctrl-C stops it");
    }

    private String inRole() {
        return work.role() == Role.ALL ? "" : " as " + work.role().word();
    }

    /** Tasks that do not end in time go back to the queue with their work kept; the next start goes on with them. */
    private int stop() {
        System.err.println(
                "coppice: stopping; running tasks have " + work.grace().toSeconds()
                        + " s, what is left then goes on at the next start; interrupt again to exit at once");
        boolean isDone = work.finish();
        Log.infof("stopped%s", isDone ? "" : " with tasks that would not end");
        return isDone ? ExitCode.OK : ExitCode.INFRASTRUCTURE;
    }
}
