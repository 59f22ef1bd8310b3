package dev.coppice.trace;

import dev.coppice.task.ExecutionId;
import dev.coppice.task.Lease;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A span's place among all: worked out from what it is about, never drawn, so that the spans of all processes fall into the execution's one
 * trace, and one that is told twice is the same one.
 *
 * @param trace 32 hexadecimal digits
 * @param span 16 of them
 */
public record SpanName(String trace, String span) {

    private static final int TRACE_BYTES = 16;
    private static final int SPAN_BYTES = 8;

    /** The root: an execution as a whole. */
    public static SpanName of(ExecutionId execution) {
        return named(execution, "execution");
    }

    public static SpanName of(Lease lease) {
        return named(lease.execution(), "attempt " + lease.task().value() + " " + lease.attempt());
    }

    /** Something that the attempt has done; no other of its parts has the name. */
    public static SpanName of(Lease lease, String part) {
        return named(lease.execution(), "attempt " + lease.task().value() + " " + lease.attempt() + " " + part);
    }

    private static SpanName named(ExecutionId execution, String what) {
        return new SpanName(
                hash("trace " + execution.value(), TRACE_BYTES), hash(execution.value() + " " + what, SPAN_BYTES));
    }

    /** As W3C Trace Context has it in a header, or in the variable TRACEPARENT. */
    public String traceparent() {
        return "00-" + trace + "-" + span + "-01";
    }

    private static String hash(String text, int bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
