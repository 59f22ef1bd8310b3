package dev.coppice.database;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The running server and the shell that watches over it. */
final class Postmaster {

    /**
     * Stops the server when standard input ends, which it does whenever this JVM is gone, however it died; and ends when the
     * server does. INT is sent until it works, since a server that has only just begun ignores it. The terminal's signals are
     * not for the server: who pressed Ctrl-C still wants to write down what was done.
     */
    private static final String WATCHDOG = """
            trap '' INT QUIT HUP
            exec 3<&0 </dev/null
            "$@" 3<&- & server=$!
            {
              nap=; trap 'test -z "$nap" || kill $nap; exit' TERM
              read -r _ <&3
              while kill -s INT $server; do sleep 1 & nap=$!; wait $nap; done
            } 2>/dev/null & reader=$!
            exec 3<&-
            wait $server; code=$?
            kill $reader; wait $reader
            exit $code
            """;

    private static final Duration STARTS_WITHIN = Duration.ofMinutes(2);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(60);

    private final Path data;
    private final int port;
    private final Process watchdog;

    private Postmaster(Path data, int port, Process watchdog) {
        this.data = data;
        this.port = port;
        this.watchdog = watchdog;
    }

    /** Starts the server; whether it gets anywhere is for {@link #becomesReady} to find out. */
    static Postmaster launch(Cluster cluster, Durability durability, Path log) throws IOException {
        Path data = cluster.place().data();
        int port = freePort();
        var command = new ArrayList<>(List.of("sh", "-c", WATCHDOG, "sh"));
        command.addAll(List.of(cluster.binaries().resolve("bin/postgres").toString(), "-D", data.toString()));
        command.addAll(List.of("-h", "127.0.0.1", "-p", Integer.toString(port), "-c", "unix_socket_directories="));
        command.addAll(durability.serverOptions());
        Process watchdog = ServerCommand.builder(cluster.place().command(ownSession(command)))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        return new Postmaster(data, port, watchdog);
    }

    int port() {
        return port;
    }

    /** False if the server ended instead. */
    boolean becomesReady() throws IOException {
        long deadline = System.nanoTime() + STARTS_WITHIN.toNanos();
        while (watchdog.isAlive() && System.nanoTime() < deadline) {
            var file = PostmasterFile.read(data);
            if (file.isPresent() && file.get().port() == port && file.get().isReady()) {
                return true;
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            if (Thread.interrupted()) {
                throw new InterruptedIOException("interrupted while PostgreSQL started");
            }
        }
        return false;
    }

    /** Asks the server's own process, since a shell that was killed says nothing about it. */
    boolean isRunning() {
        try {
            var file = PostmasterFile.read(data);
            return file.isPresent()
                    && file.get().port() == port
                    && file.get().server(data).isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    /** Fast shutdown; returns when the server is gone. */
    void stop() throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            watchdog.getOutputStream().close();
            if (!watchdog.waitFor(STOPS_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                Orphan.stop(data);
            }
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        Orphan.stop(data);
    }

    private static List<String> ownSession(List<String> command) {
        if (!Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            return command;
        }
        var whole = new ArrayList<>(List.of("/usr/bin/setsid"));
        whole.addAll(command);
        return whole;
    }

    /** May be taken before the server binds it; the start is then tried again. */
    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
