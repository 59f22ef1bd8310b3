package dev.coppice.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Clients of the event streams that read all they get. One that was cut off comes back. */
final class Listeners implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean isOver;

    /** Half of them listen to everything, the others to one execution each. */
    Listeners(String address, int count, List<String> executions) {
        for (int listener = 0; listener < count; listener++) {
            var execution = executions.get(listener % executions.size());
            var path =
                    listener % 2 == 0 ? "/api/v1/events/stream" : "/api/v1/autonomous/" + execution + "/events/stream";
            threads.add(Thread.startVirtualThread(() -> listen(URI.create(address + path))));
        }
    }

    private void listen(URI stream) {
        while (!isOver) {
            try {
                read(stream);
            } catch (IOException e) {
                refused.incrementAndGet();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void read(URI stream) throws IOException, InterruptedException {
        var answer = http.send(HttpRequest.newBuilder(stream).build(), BodyHandlers.ofLines());
        if (answer.statusCode() != 200) {
            refused.incrementAndGet();
            return;
        }
        try (var lines = answer.body()) {
            lines.takeWhile(_ -> !isOver)
                    .filter(line -> line.startsWith("data:"))
                    .forEach(_ -> events.incrementAndGet());
        } catch (UncheckedIOException e) {
            if (!isOver) {
                throw e.getCause();
            }
        }
    }

    /** Events received by all of them. */
    long events() {
        return events.get();
    }

    /** Connections that were refused or cut. */
    long refused() {
        return refused.get();
    }

    @Override
    public void close() {
        isOver = true;
        http.shutdownNow();
        threads.forEach(Thread::interrupt);
    }
}
