package dev.coppice.process;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** Keeps the last bytes that a process prints, for messages to people. */
public final class Tail implements Output {

    private static final int LINE_LIMIT = 500;

    private final byte[] ring;
    private long total;

    /** Keeps the last {@code bytes}. */
    public Tail(int bytes) {
        this.ring = new byte[bytes];
    }

    @Override
    public synchronized void write(byte[] buffer, int length) {
        for (int i = Math.max(0, length - ring.length); i < length; i++) {
            ring[(int) ((total + i) % ring.length)] = buffer[i];
        }
        total += length;
    }

    /** The last lines at most, as harmless text and without blank lines; "" if nothing was printed. */
    public String lastLines(int count) {
        var lines = Legible.text(text()).lines().filter(line -> !line.isBlank()).toList();
        return lines.stream()
                .skip(Math.max(0, lines.size() - count))
                .map(Tail::shortened)
                .collect(Collectors.joining("\n"));
    }

    private synchronized String text() {
        int kept = (int) Math.min(total, ring.length);
        byte[] bytes = new byte[kept];
        for (int i = 0; i < kept; i++) {
            bytes[i] = ring[(int) ((total - kept + i) % ring.length)];
        }
        return withoutBrokenStart(bytes);
    }

    /** Where the ring's start cuts a character in two, its rest is left out. */
    private static String withoutBrokenStart(byte[] bytes) {
        int start = 0;
        while (start < Math.min(3, bytes.length) && (bytes[start] & 0xC0) == 0x80) {
            start++;
        }
        return new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
    }

    private static String shortened(String line) {
        if (line.length() <= LINE_LIMIT) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(LINE_LIMIT - 1)) ? LINE_LIMIT - 1 : LINE_LIMIT;
        return line.substring(0, end) + " …";
    }
}
