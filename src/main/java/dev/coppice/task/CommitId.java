package dev.coppice.task;

import java.util.regex.Pattern;

/** The full object name of a git commit: 40 (SHA-1) or 64 (SHA-256) hexadecimal digits. */
public record CommitId(String sha) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

    public CommitId {
        if (!FORM.matcher(sha).matches()) {
            throw new IllegalArgumentException("not a commit id: " + sha);
        }
    }

    /** The first ten digits, for people. */
    public String abbreviated() {
        return sha.substring(0, 10);
    }

    @Override
    public String toString() {
        return sha;
    }
}
