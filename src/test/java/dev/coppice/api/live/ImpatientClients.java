package dev.coppice.api.live;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/** Clients that ask and reset their connection at once or very soon, so that each step of an answer has one that is gone in its midst. */
final class ImpatientClients {

    private static final int COUNT = 1_000;

    /** Each waits one step longer than the one before, up to six milliseconds. */
    private static final int STEPS = 60;

    private static final long STEP_NANOS = 100_000;

    private ImpatientClients() {}

    /** Returns when the last is gone; what they asked for may still be worked on. */
    static void ask(URI service, String request) throws IOException {
        for (int client = 0; client < COUNT; client++) {
            ask(service, request, client % STEPS * STEP_NANOS);
        }
    }

    private static void ask(URI service, String request, long patienceNanos) throws IOException {
        try (var socket = new Socket(service.getHost(), service.getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            LockSupport.parkNanos(patienceNanos);
            socket.setSoLinger(true, 0);
        }
    }
}
