package dev.coppice.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Takes what a process prints, as it comes; called by one thread at a time, unless it is given to two streams in turn. */
public interface Output {

    /** Takes {@code length} bytes of {@code buffer}; the array is reused after the call. */
    void write(byte[] buffer, int length) throws IOException;

    /** Adds a line of Coppice's own. */
    default void line(String text) throws IOException {
        byte[] line = (text + "\n").getBytes(StandardCharsets.UTF_8);
        write(line, line.length);
    }

    /** Takes what a program tells of its work for machines, where that is kept apart from what people read; else it is dropped. */
    default Output events() {
        return none();
    }

    /** Drops everything. */
    static Output none() {
        return (_, _) -> {};
    }
}
