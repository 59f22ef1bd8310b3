package dev.coppice.isolation.kubernetes;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a node keeps of a container's output: lines, each with the time at which it came. */
final class ContainerLog {

    /** One of them, with its end if it had one. */
    record Line(Instant time, String text) {
        String whole() {
            return time + " " + text;
        }
    }

    private final List<Line> lines = new ArrayList<>();
    private boolean isClosed;

    /** Takes all of it, until it ends. */
    void take(InputStream output) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int sign = output.read(); sign >= 0; sign = output.read()) {
            line.write(sign);
            if (sign == '\n') {
                add(line.toString(StandardCharsets.UTF_8));
                line.reset();
            }
        }
        if (line.size() > 0) {
            add(line.toString(StandardCharsets.UTF_8));
        }
    }

    private synchronized void add(String text) {
        var now = Instant.now();
        var last = lines.isEmpty() ? Instant.EPOCH : lines.getLast().time();
        lines.add(new Line(now.isAfter(last) ? now : last.plusNanos(1), text));
        notifyAll();
    }

    synchronized void close() {
        isClosed = true;
        notifyAll();
    }

    /** Waits for the line of this number; empty if the container has ended without one. */
    synchronized Optional<Line> line(int number) throws InterruptedException {
        while (lines.size() <= number && !isClosed) {
            wait();
        }
        return lines.size() > number ? Optional.of(lines.get(number)) : Optional.empty();
    }

    synchronized String tail() {
        return lines.isEmpty() ? "" : lines.getLast().text();
    }
}
