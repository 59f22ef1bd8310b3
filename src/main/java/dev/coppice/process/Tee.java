package dev.coppice.process;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hands on to several outputs; one that fails does not keep the others from their share. */
public record Tee(List<Output> outputs) implements Output {

    public Tee {
        outputs = List.copyOf(outputs);
    }

    public static Tee of(Output... outputs) {
        return new Tee(List.of(outputs));
    }

    @Override
    public void write(byte[] buffer, int length) throws IOException {
        @Nullable IOException failure = null;
        for (Output output : outputs) {
            try {
                output.write(buffer, length);
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
