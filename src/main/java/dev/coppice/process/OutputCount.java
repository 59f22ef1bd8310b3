package dev.coppice.process;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Counts what a command prints on all its streams together, and says once that it is more than it may. */
final class OutputCount {

    private final OptionalLong limit;
    private long counted;
    private boolean isTold;
    private @Nullable Runnable over;

    /** In bytes; no limit if empty. */
    OutputCount(OptionalLong limit) {
        this.limit = limit;
    }

    /** Hands on all that is written, and counts it. */
    Output counting(Output to) {
        return limit.isEmpty()
                ? to
                : (buffer, length) -> {
                    to.write(buffer, length);
                    count(length);
                };
    }

    /** Whom to tell, from now on. */
    synchronized void tell(Runnable listener) {
        over = listener;
        count(0);
    }

    private synchronized void count(int length) {
        counted += length;
        if (counted > limit.orElse(Long.MAX_VALUE) && over != null && !isTold) {
            isTold = true;
            over.run();
        }
    }
}
