package dev.coppice.git;

import dev.coppice.git.ChangedFile.Change;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Reads what {@code diff-tree -z --raw --numstat} prints: first what became of each file, then its lines in the same order. */
final class ChangedFiles {

    private static final int PARTS_OF_NUMBERS = 3;

    private ChangedFiles() {}

    private record Named(Change change, Optional<String> oldPath, String path) {}

    static List<ChangedFile> of(List<String> fields) {
        var named = new ArrayList<Named>();
        var files = new ArrayList<ChangedFile>();
        for (var field = fields.iterator(); field.hasNext(); ) {
            var first = field.next();
            if (first.startsWith(":")) {
                named.add(named(first, field));
            } else {
                files.add(counted(first, field, named.get(files.size())));
            }
        }
        return List.copyOf(files);
    }

    /** {@code :100644 100644 id id R086}, then one name or two. */
    private static Named named(String first, Iterator<String> field) {
        var change = Change.of(first.charAt(first.lastIndexOf(' ') + 1));
        return change == Change.RENAMED
                ? new Named(change, Optional.of(field.next()), field.next())
                : new Named(change, Optional.empty(), field.next());
    }

    /** Two numbers and the name with tabs between them; instead of the name of a renamed file nothing, and then two names. */
    private static ChangedFile counted(String numbers, Iterator<String> field, Named named) {
        var part = numbers.split("\t", PARTS_OF_NUMBERS);
        if (part[2].isEmpty()) {
            field.next();
            field.next();
        }
        boolean isBinary = part[0].equals("-");
        return new ChangedFile(
                named.path(),
                named.oldPath(),
                named.change(),
                isBinary ? 0 : Integer.parseInt(part[0]),
                isBinary ? 0 : Integer.parseInt(part[1]),
                isBinary);
    }
}
