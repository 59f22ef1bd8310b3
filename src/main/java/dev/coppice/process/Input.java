package dev.coppice.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** What a process reads on its standard input, which ends after it. */
public sealed interface Input permits Input.Text, OpenInput {

    /** Whether nothing will ever come. */
    boolean isEmpty();

    /** Hands all of it on, for as long as it comes; an interrupt says that nobody reads it any more. */
    void feed(OutputStream to) throws IOException, InterruptedException;

    /** What is known beforehand. */
    record Text(String text) implements Input {

        @Override
        public boolean isEmpty() {
            return text.isEmpty();
        }

        @Override
        public void feed(OutputStream to) throws IOException {
            to.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
