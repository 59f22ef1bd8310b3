package dev.coppice.git;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/** The version of the installed git. */
record GitVersion(int major, int minor) implements Comparable<GitVersion> {

    /** The first with {@code merge-tree --write-tree}. */
    static final GitVersion OLDEST = new GitVersion(2, 38);

    private static final Pattern FORM = Pattern.compile("git version (\\d{1,4})\\.(\\d{1,4})");

    static Optional<GitVersion> parse(String text) {
        var found = FORM.matcher(text);
        return found.find()
                ? Optional.of(new GitVersion(Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2))))
                : Optional.empty();
    }

    @Override
    public int compareTo(GitVersion other) {
        return Comparator.comparingInt(GitVersion::major)
                .thenComparingInt(GitVersion::minor)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
