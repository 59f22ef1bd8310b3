package dev.coppice.plan.checklist;

import dev.coppice.plan.content.Field;
import dev.coppice.plan.content.FileEntry;
import dev.coppice.plan.draft.DraftTask;
import dev.coppice.plan.text.CodeSpans;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the one line of a task says: the paths in it, and the remark "(depends on ...)". */
public final class HeadFields {

    private static final int LONGEST = 4_000;
    private static final Pattern DEPENDS = Pattern.compile("(?i)[(（]\\s*depends?\\s+on:?\\s+([^()（）]{1,500})[)）]");
    private static final Pattern PATH = Pattern.compile("(?<![\\w/.:@\\[\\]-])[\\w.@\\[\\]-]+(?:/[\\w.@\\[\\]*-]+)+");
    private static final Pattern FILE = Pattern.compile(
            "[\\w.-]*\\.(?:json|ya?ml|md|[mc]?[jt]sx?|py|go|java|kts?|rs|rb|php|s?css|html?|sql|toml|sh|txt|xml|lock|env|local|gradle|properties|c|h|cpp|cs|swift|vue|svelte|proto|tf|example)");
    private static final Pattern EXTENSION = Pattern.compile(".*\\.[A-Za-z][A-Za-z0-9]{0,9}");

    private HeadFields() {}

    public static List<Field> of(DraftTask task) {
        List<Field> fields = new ArrayList<>();
        String title = task.title.length() > LONGEST ? task.title.substring(0, LONGEST) : task.title;
        for (Matcher depends = DEPENDS.matcher(title); depends.find(); ) {
            fields.add(Field.ofCell("Depends on", task.line, depends.group(1).strip()));
        }
        for (String path : paths(title)) {
            fields.add(Field.ofCell("Files", task.line, "`" + path + "`"));
        }
        return fields;
    }

    /** Code spans that look like paths, and bare words with a slash that end in a file's extension. */
    private static Set<String> paths(String title) {
        Set<String> paths = new LinkedHashSet<>();
        CodeSpans spans = CodeSpans.of(title);
        for (CodeSpans.Span span : spans.codes()) {
            addBare(span.before(), paths);
            if (isPath(span.code().strip())) {
                paths.add(span.code().strip());
            }
        }
        addBare(spans.tail(), paths);
        return paths;
    }

    /** A title names much else in code: calls, packages, addresses. */
    private static boolean isPath(String code) {
        if (!FileEntry.looksLikePath(code) || code.startsWith("/") || code.contains("`") || code.contains("://")) {
            return false;
        }
        int slashes = (int) code.chars().filter(c -> c == '/').count();
        return slashes > 0
                ? slashes > 1 || code.endsWith("/") || EXTENSION.matcher(code).matches()
                : FILE.matcher(code).matches();
    }

    private static void addBare(String text, Set<String> paths) {
        for (Matcher path = PATH.matcher(text); path.find(); ) {
            String bare = path.group().replaceFirst("[.]+$", "");
            if (EXTENSION.matcher(bare).matches()) {
                paths.add(bare);
            }
        }
    }
}
