package dev.coppice.project;

import java.util.Arrays;

/** A pattern of paths below the top of a repository; none leads out of it, or into what is git's. */
final class RepositoryPattern {

    private RepositoryPattern() {}

    /** The pattern without a slash at its end; what is wrong with it is said as the rest of a sentence about it. */
    static String checked(String pattern) {
        var path = folder(pattern);
        PathPattern.of(path);
        return path;
    }

    /** The same of a folder, which no character stands for anything else in. */
    static String folder(String path) {
        var stripped = path.replaceFirst("^\\./", "").replaceFirst("/+$", "");
        if (stripped.isEmpty() || path.startsWith("/") || path.startsWith("~") || path.contains("\\")) {
            throw new IllegalArgumentException("must be a path below the repository's top, written with /");
        }
        var parts = Arrays.asList(stripped.split("/", -1));
        if (parts.contains("..") || parts.contains(".") || parts.contains("")) {
            throw new IllegalArgumentException("must not have empty parts, . or .. in it");
        }
        if (parts.stream().anyMatch(".git"::equalsIgnoreCase)) {
            throw new IllegalArgumentException("is git's own");
        }
        return stripped;
    }
}
