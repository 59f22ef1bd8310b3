package dev.coppice.task;

import java.util.regex.Pattern;

/**
 * The full name of a branch of the user's, such as {@code refs/heads/main}: whatever git lets a person make. Short, it can be taken for
 * nothing else: no option, no pattern, no other revision.
 */
public record BranchName(String name) {

    private static final String PREFIX = "refs/heads/";

    /** What git forbids in any ref, and what it lets nobody call a branch. */
    private static final Pattern FORBIDDEN = Pattern.compile(
            "[\\x00-\\x20\\x7f~^:?*\\[\\\\]|\\.\\.|@\\{|//|/\\.|\\.lock(/|$)|[./]$|^refs/heads/(-|HEAD$)");

    public BranchName {
        if (!isBranch(name)) {
            throw new IllegalArgumentException("not a branch: " + name);
        }
    }

    public static boolean isBranch(String name) {
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
