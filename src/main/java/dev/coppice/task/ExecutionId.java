package dev.coppice.task;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Names one run of a plan: {@code exec_} and 8 to 32 hexadecimal digits, safe in refs, paths and URLs. */
public record ExecutionId(String value) {

    private static final Pattern FORM = Pattern.compile("exec_[0-9a-f]{8,32}");
    private static final SecureRandom RANDOM = new SecureRandom();

    public ExecutionId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not an execution id: " + value);
        }
    }

    /** A new id from 48 random bits. */
    public static ExecutionId random() {
        byte[] bits = new byte[6];
        RANDOM.nextBytes(bits);
        return new ExecutionId("exec_" + HexFormat.of().formatHex(bits));
    }

    /** The branch on which people find the result, as they type it. */
    public String resultBranch() {
        return "coppice/" + value + "/result";
    }

    @Override
    public String toString() {
        return value;
    }
}
