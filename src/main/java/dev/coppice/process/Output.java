package dev.coppice.process;

import java.io.IOException;

/** Takes what a process prints, as it comes; called by one thread at a time. */
public interface Output {

    /** Takes {@code length} bytes of {@code buffer}; the array is reused after the call. */
    void write(byte[] buffer, int length) throws IOException;

    /** Drops everything. */
    static Output none() {
        return (_, _) -> {};
    }
}
