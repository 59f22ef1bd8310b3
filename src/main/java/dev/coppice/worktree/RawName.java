package dev.coppice.worktree;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** File names as git's raw output gives them, one character for each byte. */
final class RawName {

    private static final int SHOWN = 5;

    private RawName() {}

    static String text(String raw) {
        return new String(raw.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** Empty for a name that this JVM has no path for. */
    static Optional<Path> below(Path top, String raw) {
        try {
            return Optional.of(top.resolve(text(raw)));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    static String raw(Path relative) {
        return raw(relative.toString());
    }

    static String raw(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** The first few, for people. */
    static String listed(List<String> raw) {
        String first =
                String.join(", ", raw.stream().limit(SHOWN).map(RawName::text).toList());
        return raw.size() <= SHOWN ? first : first + " and " + (raw.size() - SHOWN) + " more";
    }
}
