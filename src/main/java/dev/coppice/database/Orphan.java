package dev.coppice.database;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A server that outlived the process it belonged to. Only who holds the lock on its folder may touch it. */
final class Orphan {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Orphan() {}

    static void stop(Path data) throws IOException {
        var found = PostmasterFile.read(data);
        if (found.isEmpty()) {
            return;
        }
        var server = found.get().server(data);
        if (server.isPresent()) {
            stop(server.get(), data);
        } else if (found.get().isPidInUse()) {
            // The pid is another program's or a zombie's; PostgreSQL would take it for a server and refuse to start.
            PostmasterFile.remove(data);
        }
    }

    private static void stop(ProcessHandle server, Path data) throws IOException {
        if (!ends(server, "INT") && !ends(server, "QUIT")) {
            throw new DatabaseFailure("a server from before, pid " + server.pid() + ", still uses " + data
                    + " and does not stop; end it by hand");
        }
    }

    /** INT is PostgreSQL's fast shutdown, QUIT its immediate one, which costs a recovery at the next start. */
    static boolean ends(ProcessHandle server, String signal) throws IOException {
        ServerCommand.run(List.of("sh", "-c", "kill -s \"$1\" \"$2\"", "sh", signal, Long.toString(server.pid())));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (LiveProcess.isAlive(server) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        return !LiveProcess.isAlive(server);
    }
}
