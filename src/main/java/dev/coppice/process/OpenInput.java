package dev.coppice.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/** A standard input that stays open, for a program that is talked to: lines are added while it runs, until it is closed. */
public final class OpenInput implements Input {

    /** A program that asks on and on and reads no answer must not fill the memory. */
    static final int MOST_UNREAD = 1000;

    private final Queue<String> lines = new ArrayDeque<>();
    private boolean isClosed;

    /** Adds a line and never waits; what is added to a closed one, or to one that nobody reads, is dropped. */
    public synchronized void line(String text) {
        if (!isClosed && lines.size() < MOST_UNREAD) {
            lines.add(text);
            notifyAll();
        }
    }

    /** Nothing more will come; what was added before is handed on all the same. */
    public synchronized void close() {
        isClosed = true;
        notifyAll();
    }

    @Override
    public boolean isEmpty() {
        return false;
    }

    @Override
    public void feed(OutputStream to) throws IOException, InterruptedException {
        for (var line = next(); line.isPresent(); line = next()) {
            to.write((line.get() + "\n").getBytes(StandardCharsets.UTF_8));
            to.flush();
        }
    }

    private synchronized Optional<String> next() throws InterruptedException {
        while (lines.isEmpty() && !isClosed) {
            wait();
        }
        return Optional.ofNullable(lines.poll());
    }
}
