package dev.coppice.git;

import java.util.regex.Pattern;

/** The full object name of a git tree. */
public record TreeId(String sha) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

    public TreeId {
        if (!FORM.matcher(sha).matches()) {
            throw new IllegalArgumentException("not a tree id: " + sha);
        }
    }

    @Override
    public String toString() {
        return sha;
    }
}
