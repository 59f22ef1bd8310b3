package dev.coppice.project;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A pattern of paths below a repository's top: {@code *} and {@code ?} stand for characters of one name, {@code [a-z]} and {@code [!a-z]}
 * for one of some, and a part {@code **} for any number of folders, none too.
 *
 * <p>It never goes back further than to its last star, so that no pattern, whoever wrote it, takes long.
 */
public final class PathPattern {

    private static final String ANY_FOLDERS = "**";

    private final String text;
    private final List<NamePattern> parts;

    private PathPattern(String text, List<NamePattern> parts) {
        this.text = text;
        this.parts = parts;
    }

    /**
     * Reads a pattern without a slash at either end.
     *
     * @throws IllegalArgumentException if it is none; the message is the rest of a sentence about it
     */
    public static PathPattern of(String text) {
        return new PathPattern(
                text, Arrays.stream(text.split("/", -1)).map(NamePattern::of).toList());
    }

    public String text() {
        return text;
    }

    /** Whether it can stand for no path but this one. */
    public boolean isLiteral() {
        return parts.stream().allMatch(NamePattern::isLiteral);
    }

    public boolean matches(String path) {
        return matches(names(path));
    }

    /** So many names a path that it matches has at most. */
    public int longest() {
        return IntStream.range(0, parts.size()).anyMatch(this::isAnyFolders) ? Integer.MAX_VALUE : parts.size();
    }

    /** Whether it matches the path, or a folder that the path lies in. */
    public boolean covers(String path) {
        var names = names(path);
        for (int length = names.size(); length > 0; length--) {
            if (matches(names.subList(0, length))) {
                return true;
            }
        }
        return false;
    }

    /** Whether it names the folder part by part, and goes on below it; a {@code **} names none. */
    public boolean leadsInto(String folder) {
        var names = names(folder);
        if (names.size() >= parts.size()) {
            return false;
        }
        for (int at = 0; at < names.size(); at++) {
            if (isAnyFolders(at) || !parts.get(at).matches(names.get(at))) {
                return false;
            }
        }
        return true;
    }

    private boolean matches(List<String> names) {
        int part = 0;
        int name = 0;
        int star = -1;
        int skipped = 0;
        while (name < names.size()) {
            if (isAnyFolders(part)) {
                star = part++;
                skipped = name;
            } else if (part < parts.size() && parts.get(part).matches(names.get(name))) {
                part++;
                name++;
            } else if (star >= 0) {
                part = star + 1;
                name = ++skipped;
            } else {
                return false;
            }
        }
        while (isAnyFolders(part)) {
            part++;
        }
        return part == parts.size();
    }

    private boolean isAnyFolders(int part) {
        return part < parts.size() && parts.get(part).text().equals(ANY_FOLDERS);
    }

    private static List<String> names(String path) {
        return Arrays.asList(path.split("/", -1));
    }
}
