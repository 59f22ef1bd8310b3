package dev.coppice.git;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** What a git command that ended by itself said. */
public final class GitAnswer {

    private final int code;
    private final byte[] output;
    private final String error;

    GitAnswer(int code, byte[] output, String error) {
        this.code = code;
        this.output = output;
        this.error = error;
    }

    public int code() {
        return code;
    }

    public byte[] output() {
        return output.clone();
    }

    /** What it printed on standard error. */
    public String error() {
        return error;
    }

    public boolean succeeded() {
        return code == 0;
    }

    /** The output without surrounding white space; for names of objects and refs. */
    public String text() {
        return new String(output, StandardCharsets.UTF_8).strip();
    }

    /**
     * The fields of an output whose fields end with a NUL byte, one character for each byte: names of files need not be text, and
     * only so can each be given back to git as it was.
     */
    public List<String> rawFields() {
        String all = new String(output, StandardCharsets.ISO_8859_1);
        return all.isEmpty() ? List.of() : Arrays.asList(all.split("\0"));
    }

    /** The fields of an output whose fields end with a NUL byte ({@code -z}). */
    public List<String> fields() {
        String all = new String(output, StandardCharsets.UTF_8);
        if (all.isEmpty()) {
            return List.of();
        }
        String body = all.endsWith("\0") ? all.substring(0, all.length() - 1) : all;
        return Arrays.asList(body.split("\0", -1));
    }
}
