package dev.coppice.isolation.kubernetes;

import dev.coppice.process.Output;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A container's log without the times before its lines. One that is read again, from the last second on, says nothing twice: a line is known by its
 * time, which tells nanoseconds. The two streams of a container may overtake each other a little, so a second more is looked back.
 */
final class LogLines {

    private static final int LONGEST_TIME = 40;
    private static final int BLOCK = 8192;

    /** Of a line that was handed on to its end. */
    private static final long ALL = Long.MAX_VALUE;

    private final Output output;

    /** How often each recent line has been handed on. */
    private final Map<String, Integer> recent = new HashMap<>();

    private Instant latest = Instant.EPOCH;

    /** The time of the line in whose middle a connection ended, and how much of it had come. */
    private String broken = "";

    private long brokenAfter;

    LogLines(Output output) {
        this.output = output;
    }

    /** From when on the log is to be asked for again; empty: from its beginning. */
    Optional<String> since() {
        return latest.equals(Instant.EPOCH) ? Optional.empty() : Optional.of(start().toString());
    }

    private Instant start() {
        return latest.truncatedTo(ChronoUnit.SECONDS).minusSeconds(1);
    }

    /** Hands on what is new of it, until it ends. */
    void read(InputStream log) throws IOException {
        recent.entrySet().removeIf(entry -> time(entry.getKey()).isBefore(start()));
        new Reading(new HashMap<>(recent)).all(log);
    }

    /** One connection's worth; what it has of the {@code known} lines was handed on before. */
    private final class Reading {

        private final Map<String, Integer> known;
        private final StringBuilder time = new StringBuilder();
        private boolean isInTime = true;

        /** How much of the line was handed on before, and how much of it has been read. */
        private long had;

        private long read;

        Reading(Map<String, Integer> known) {
            this.known = known;
        }

        void all(InputStream log) throws IOException {
            byte[] block = new byte[BLOCK];
            for (int count = log.read(block); count >= 0; count = log.read(block)) {
                take(block, count);
            }
        }

        private void take(byte[] block, int count) throws IOException {
            int from = 0;
            for (int i = 0; i < count; i++) {
                if (isInTime && block[i] != '\n') {
                    from = i + 1;
                    inTime((char) (block[i] & 0xff));
                } else if (block[i] == '\n') {
                    handOn(block, from, i + 1);
                    from = i + 1;
                    end();
                }
            }
            handOn(block, from, count);
        }

        private void inTime(char sign) {
            if (sign == ' ' || time.length() == LONGEST_TIME) {
                isInTime = false;
                begin(time.toString());
            } else {
                time.append(sign);
            }
        }

        private void begin(String stamp) {
            int left = known.merge(stamp, -1, Integer::sum);
            read = 0;
            if (left < 0) {
                had = 0;
                var at = time(stamp);
                latest = at.isAfter(latest) ? at : latest;
                recent.merge(stamp, 1, Integer::sum);
                broken = stamp;
                brokenAfter = 0;
            } else {
                had = left == 0 && stamp.equals(broken) ? brokenAfter : ALL;
            }
        }

        private void end() {
            time.setLength(0);
            isInTime = true;
            broken = had == ALL ? broken : "";
        }

        private void handOn(byte[] block, int from, int to) throws IOException {
            if (isInTime || had == ALL) {
                return;
            }
            int old = (int) Math.min(to - from, Math.max(0, had - read));
            read += to - from;
            if (from + old < to) {
                output.write(Arrays.copyOfRange(block, from + old, to), to - from - old);
            }
            brokenAfter = Math.max(read, had);
        }
    }

    private static Instant time(String stamp) {
        try {
            return Instant.parse(stamp);
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }
}
