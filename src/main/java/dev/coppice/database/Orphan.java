package dev.coppice.database;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

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
        } else if (found.get().process().isPresent()) {
            // The pid is another program's by now; PostgreSQL would take that one for a server and refuse to start.
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
        try {
            server.onExit()
                    .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            return true;
        } catch (CompletionException e) {
            return false;
        }
    }
}
