package dev.coppice.process;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Keeps the first bytes that a process prints, up to a limit, in memory; what comes after the limit is dropped. */
public final class Capture implements Output {

    private final int limit;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private boolean truncated;

    /** Keeps up to {@code limit} bytes. */
    public Capture(int limit) {
        this.limit = limit;
    }

    @Override
    public synchronized void write(byte[] buffer, int length) {
        int room = Math.min(length, limit - kept.size());
        kept.write(buffer, 0, room);
        truncated |= room < length;
    }

    public synchronized byte[] bytes() {
        return kept.toByteArray();
    }

    public String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    /** Whether the limit was reached, so that {@link #bytes()} is not everything. */
    public synchronized boolean isTruncated() {
        return truncated;
    }
}
