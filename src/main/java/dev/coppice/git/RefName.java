package dev.coppice.git;

import java.util.regex.Pattern;

/** The full name of a git ref, such as {@code refs/heads/main}; restricted to what is safe in any ref, path and command line. */
public record RefName(String name) {

    private static final Pattern FORM = Pattern.compile("refs(/[A-Za-z0-9_#-](\\.?[A-Za-z0-9_#-])*)+");

    public RefName {
        if (!FORM.matcher(name).matches() || name.endsWith(".lock") || name.contains(".lock/")) {
            throw new IllegalArgumentException("not a ref name: " + name);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
