package dev.coppice.api.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Listens to a stream of server-sent events as any client does, on a thread of its own. */
public final class StreamListener implements AutoCloseable {

    /** One event as it came; what is missing is empty. */
    public record Event(String id, String name, String data) {}

    final List<Event> events = new CopyOnWriteArrayList<>();
    final List<String> comments = new CopyOnWriteArrayList<>();

    private volatile boolean isCut;

    private final HttpResponse<InputStream> answer;
    private final Thread thread;

    private StreamListener(HttpResponse<InputStream> answer) {
        this.answer = answer;
        this.thread = Thread.ofVirtual().start(this::listen);
    }

    public static StreamListener at(URI address, Map<String, String> headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address).header("Accept", "text/event-stream");
        headers.forEach(request::header);
        // A client of its own, because closing it closes the connection.
        return new StreamListener(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
    }

    HttpResponse<InputStream> answer() {
        return answer;
    }

    public List<String> names() {
        return events.stream().map(Event::name).toList();
    }

    public boolean isOver() {
        return !thread.isAlive();
    }

    /** Whether the connection was cut, by either side, before the answer had ended. */
    public boolean isCut() {
        return isCut;
    }

    private void listen() {
        try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            var event = new Event("", "", "");
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                event = take(line, event);
            }
        } catch (IOException e) {
            isCut = true;
        }
    }

    private Event take(String line, Event event) {
        if (line.isEmpty()) {
            if (!event.name().isEmpty()) {
                events.add(event);
            }
            return new Event("", "", "");
        }
        int colon = line.indexOf(':');
        var value = line.substring(colon + 1).strip();
        return switch (line.substring(0, colon)) {
            case "" -> {
                comments.add(value);
                yield event;
            }
            case "id" -> new Event(value, event.name(), event.data());
            case "event" -> new Event(event.id(), value, event.data());
            case "data" -> new Event(event.id(), event.name(), event.data() + value);
            default -> throw new IllegalStateException(line);
        };
    }

    @Override
    public void close() throws IOException {
        answer.body().close();
    }
}
