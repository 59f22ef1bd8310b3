package dev.coppice.agent;

import dev.coppice.process.Capture;
import dev.coppice.process.Output;

/** An attempt's log in memory, with the events of its agent apart, as the worker has them in two files. */
public final class CapturedLog implements Output {

    private static final int MOST = 16 << 20;

    private final Capture log = new Capture(MOST);
    private final Capture events = new Capture(MOST);

    @Override
    public void write(byte[] buffer, int length) {
        log.write(buffer, length);
    }

    @Override
    public Output events() {
        return events;
    }

    /** What people read. */
    public String text() {
        return log.text();
    }

    /** What the agent told for machines. */
    public String raw() {
        return events.text();
    }
}
