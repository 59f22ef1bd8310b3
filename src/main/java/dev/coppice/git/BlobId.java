package dev.coppice.git;

import java.util.regex.Pattern;

/** The full object name of a git blob. */
public record BlobId(String sha) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

    public BlobId {
        if (!FORM.matcher(sha).matches()) {
            throw new IllegalArgumentException("not a blob id: " + sha);
        }
    }

    @Override
    public String toString() {
        return sha;
    }
}
