package dev.coppice.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Sends signals by pid; who has gone meanwhile gets none. */
final class Signals {

    private Signals() {}

    /** For where no failure can be handed on; the caller sends again. */
    static void sendQuietly(String signal, long... pids) {
        try {
            send(signal, pids);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void send(String signal, long... pids) throws IOException {
        var words = new ArrayList<>(List.of("kill", "-s", signal, "--"));
        Arrays.stream(pids).mapToObj(Long::toString).forEach(words::add);
        try {
            new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
