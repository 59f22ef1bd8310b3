package dev.coppice.worker;

import dev.coppice.git.Commit;
import dev.coppice.git.History;
import dev.coppice.task.CommitId;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds the conflicts that nobody has resolved. */
final class ConflictMarkers {

    private static final Pattern MARKER = Pattern.compile("(<{7,}|\\|{7,}|>{7,})( .*)?");

    /** What stands for bytes that are no text; under such a name no file can be found. */
    private static final char UNREADABLE = '\uFFFD';

    private final History history;

    ConflictMarkers(History history) {
        this.history = history;
    }

    /** Those of the paths that hold markers in the commit that none of its parents holds; a path that cannot be looked up counts. */
    List<String> left(CommitId resolved, List<String> paths) {
        List<CommitId> sides = history.commit(resolved).map(Commit::parents).orElse(List.of());
        return paths.stream().filter(path -> isLeft(resolved, sides, path)).toList();
    }

    private boolean isLeft(CommitId resolved, List<CommitId> sides, String path) {
        if (path.indexOf(UNREADABLE) >= 0) {
            return true;
        }
        var found = new HashSet<>(markers(resolved, path));
        sides.forEach(side -> found.removeAll(markers(side, path)));
        return !found.isEmpty();
    }

    /** Byte by byte a character, so that text of every encoding has lines. */
    private Set<String> markers(CommitId commit, String path) {
        return history.file(commit, path).stream()
                .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
                .flatMap(String::lines)
                .filter(line -> MARKER.matcher(line).matches())
                .collect(Collectors.toSet());
    }
}
