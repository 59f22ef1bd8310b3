package dev.coppice.agent.program;

import dev.coppice.process.Output;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Puts what a process prints together to whole lines; of a line that is too long only the beginning is kept. */
public final class Lines implements Output {

    private final int limit;
    private final Consumer<String> to;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean begun;

    /** Keeps up to {@code limit} bytes of each line. */
    public Lines(int limit, Consumer<String> to) {
        this.limit = limit;
        this.to = to;
    }

    @Override
    public synchronized void write(byte[] buffer, int length) {
        int from = 0;
        for (int i = 0; i < length; i++) {
            if (buffer[i] == '\n') {
                add(buffer, from, i);
                end();
                from = i + 1;
            }
        }
        add(buffer, from, length);
    }

    /** The stream is at its end; what has no line break is a line too. */
    public synchronized void finish() {
        if (begun) {
            end();
        }
    }

    private void add(byte[] buffer, int from, int to) {
        line.write(buffer, from, Math.min(to - from, limit - line.size()));
        begun |= to > from;
    }

    private void end() {
        var text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        begun = false;
        to.accept(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    }
}
