package dev.coppice.git;

import java.util.regex.Pattern;

/** The full name of a branch of the user's, such as {@code refs/heads/main}: whatever git allows, which is more than {@link RefName}. */
public record BranchName(String name) {

    private static final String PREFIX = "refs/heads/";

    /** What git forbids in any ref; a name without these cannot be taken for an option, a pattern or a revision's syntax. */
    private static final Pattern FORBIDDEN =
            Pattern.compile("[\\x00-\\x20\\x7f~^:?*\\[\\\\]|\\.\\.|@\\{|//|/\\.|\\.lock(/|$)|[./]$");

    public BranchName {
        if (!isBranch(name)) {
            throw new IllegalArgumentException("not a branch: " + name);
        }
    }

    static boolean isBranch(String name) {
        return name.startsWith(PREFIX)
                && name.length() > PREFIX.length()
                && !FORBIDDEN.matcher(name).find();
    }

    /** As people type it. */
    public String shortName() {
        return name.substring(PREFIX.length());
    }

    @Override
    public String toString() {
        return name;
    }
}
