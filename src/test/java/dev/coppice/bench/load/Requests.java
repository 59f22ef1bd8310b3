package dev.coppice.bench.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * Requests at a fixed rate, whether or not those before them have been answered; each is timed from the moment at which it was due, so that
 * a server that stands still is seen in all the requests that it kept waiting.
 */
final class Requests {

    private final String address;
    private final List<String> executions;
    private final Random random = new Random(1);
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, Queue<Double>> times = new ConcurrentHashMap<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    Requests(String address, List<String> executions) {
        this.address = address;
        this.executions = executions;
    }

    void send(int perSecond, Duration time) {
        long between = Duration.ofSeconds(1).dividedBy(perSecond).toNanos();
        long begin = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (long due = begin; due < begin + time.toNanos(); due += between) {
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                long planned = due;
                var kind = kind();
                var path = path(kind);
                threads.execute(() -> send(kind, path, planned));
            }
        }
    }

    /** Eight of ten ask for a status; the others for what a page and a pipeline ask besides. */
    private String kind() {
        return switch (random.nextInt(10)) {
            case 0 -> "list";
            case 1 -> random.nextBoolean() ? "events" : "task";
            default -> "status";
        };
    }

    private String path(String kind) {
        var execution = "/api/v1/autonomous/" + executions.get(random.nextInt(executions.size()));
        return switch (kind) {
            case "list" -> "/api/v1/autonomous?limit=50";
            case "events" -> execution + "/events?limit=100";
            case "task" -> execution + "/tasks/1." + (1 + random.nextInt(10));
            default -> execution + "/status";
        };
    }

    private void send(String kind, String path, long due) {
        try {
            var answer =
                    http.send(HttpRequest.newBuilder(URI.create(address + path)).build(), BodyHandlers.ofByteArray());
            times.computeIfAbsent(kind, _ -> new ConcurrentLinkedQueue<>()).add((System.nanoTime() - due) / 1e6);
            if (answer.statusCode() != 200) {
                failures.add(answer.statusCode() + " " + path);
            }
        } catch (IOException e) {
            failures.add(e + " " + path);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Milliseconds of each kind of request. */
    Map<String, double[]> times() {
        var all = new TreeMap<String, double[]>();
        times.forEach((kind, each) ->
                all.put(kind, each.stream().mapToDouble(Double::doubleValue).toArray()));
        return all;
    }

    /** What was measured until now was to warm up. */
    void forget() {
        times.clear();
    }

    List<String> failures() {
        return new ArrayList<>(failures);
    }
}
