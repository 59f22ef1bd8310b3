package dev.coppice.plan.content;

import dev.coppice.plan.FileVerb;
import dev.coppice.plan.TaskFile;
import dev.coppice.plan.text.CodeSpans;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one entry of a Files field: a verb, one or more paths, and remarks. */
public final class FileEntry {

    private static final Map<String, FileVerb> VERBS = verbs();

    private static final Pattern DASH = Pattern.compile("\\s[-–—]\\s");
    private static final Pattern REMARKS = Pattern.compile("[(（][^()（）]*[)）]|^[^()（）]*[)）]|[(（][^()（）]*$");
    private static final Pattern NONE = Pattern.compile("(?i)(?:none|nothing|n/a|no files?)(?:\\W.*)?", Pattern.DOTALL);
    private static final Pattern VERB = Pattern.compile("(?i)\\W*([a-z]+)\\b\\s*:?\\s*(.*)", Pattern.DOTALL);
    private static final Pattern VERB_COLON = Pattern.compile("(?i)([a-z]+)\\s*[:：]\\s*(.*)", Pattern.DOTALL);
    private static final Pattern REMARK = Pattern.compile("\\s*[(（]([^()（）]*)[)）].*", Pattern.DOTALL);
    private static final Pattern KNOWN_REMARK = Pattern.compile("(.*\\S)\\s+[(（]([^()（）]*)[)）]\\s*");
    private static final Pattern RANGE =
            Pattern.compile("(.+?):([0-9]{1,9}(?:-[0-9]{1,9})?(?:,\\s*[0-9]{1,9}(?:-[0-9]{1,9})?)*+)");
    private static final Pattern PATH =
            Pattern.compile("\\S*(?:/|\\.[A-Za-z0-9_]{1,12}$|^\\.[A-Za-z]).*|[A-Z][A-Za-z]*file");

    private FileEntry() {}

    /** The files that an entry names, or none if it is prose; the verb is what the label says. */
    public static List<TaskFile> read(String text, FileVerb verb) {
        CodeSpans spans = CodeSpans.of(text);
        return spans.isEmpty() ? readPlain(text, verb) : readSpans(spans, verb);
    }

    public static boolean isNone(String text) {
        return NONE.matcher(text.strip()).matches();
    }

    public static boolean looksLikePath(String text) {
        return !text.isBlank() && text.indexOf(' ') < 0 && PATH.matcher(text).matches();
    }

    private static List<TaskFile> readSpans(CodeSpans spans, FileVerb label) {
        List<TaskFile> files = new ArrayList<>();
        FileVerb verb = label;
        boolean remark = false;
        for (int i = 0; i < spans.codes().size(); i++) {
            String before = spans.spans().get(i).before();
            remark = inRemark(before, remark);
            String code = spans.codes().get(i).code();
            if (remark && !code.contains("/")) {
                continue;
            }
            FileVerb own = verbOf(outsideRemarks(before));
            verb = own == FileVerb.UNSTATED ? verb : own;
            String note = remarkOf(spans.after(i));
            FileVerb noted = own == FileVerb.UNSTATED ? verbOf(note) : FileVerb.UNSTATED;
            files.add(file(code, noted == FileVerb.UNSTATED ? verb : noted, note));
        }
        return files;
    }

    /** Inside parentheses, or behind a dash, an entry speaks about its file: a span there is a path only if it looks so. */
    private static boolean inRemark(String before, boolean inside) {
        int opened = Math.max(before.lastIndexOf('('), before.lastIndexOf('（'));
        int closed = Math.max(before.lastIndexOf(')'), before.lastIndexOf('）'));
        boolean dash = DASH.matcher(before).find();
        return dash || (opened == closed ? inside : opened > closed);
    }

    private static String outsideRemarks(String text) {
        return hasRemark(text) ? REMARKS.matcher(text).replaceAll(" ") : text;
    }

    private static boolean hasRemark(String text) {
        return text.chars().anyMatch(c -> "()（）".indexOf(c) >= 0);
    }

    private static List<TaskFile> readPlain(String text, FileVerb label) {
        Matcher colon = VERB_COLON.matcher(text.strip());
        boolean stated = colon.matches() && VERBS.containsKey(colon.group(1).toLowerCase(Locale.ROOT));
        FileVerb verb = stated ? verbOf(colon.group(1)) : label;
        String rest = stated ? colon.group(2).strip() : text.strip();
        List<TaskFile> files = new ArrayList<>();
        for (String part : parts(rest)) {
            Matcher known = KNOWN_REMARK.matcher(part);
            boolean noted = known.matches() && verbOf(known.group(2)) != FileVerb.UNSTATED;
            String path = noted ? known.group(1) : part;
            if (!stated && !PATH.matcher(path).matches()) {
                return List.of();
            }
            files.add(file(path, verb, noted ? known.group(2) : ""));
        }
        return files;
    }

    /** "a.py, b.py" are two files; a comma inside one name is only believed if a part would not look like a path. */
    private static List<String> parts(String text) {
        List<String> parts = List.of(text.split("\\s*[,\\n]\\s*", -1));
        return parts.stream().allMatch(part -> PATH.matcher(part).matches()) ? parts : List.of(text);
    }

    private static TaskFile file(String raw, FileVerb verb, String note) {
        String text = raw.strip();
        Matcher range = RANGE.matcher(text);
        boolean ranged = range.matches();
        return new TaskFile(
                ranged ? range.group(1) : text,
                verb == FileVerb.UNSTATED ? verbOf(note) : verb,
                ranged ? range.group(2) : "",
                VerificationReader.oneLine(note));
    }

    private static String remarkOf(String after) {
        Matcher remark = REMARK.matcher(after);
        return hasRemark(after) && remark.matches() ? remark.group(1).strip() : "";
    }

    /** The verb that a text begins with, as in "Create: " or "; test ". */
    public static FileVerb verbOf(String text) {
        Matcher first = VERB.matcher(text);
        return !text.isEmpty() && first.matches()
                ? VERBS.getOrDefault(first.group(1).toLowerCase(Locale.ROOT), FileVerb.UNSTATED)
                : FileVerb.UNSTATED;
    }

    private static Map<String, FileVerb> verbs() {
        Map<String, FileVerb> verbs = new HashMap<>();
        Map.of(
                        FileVerb.CREATE, List.of("create", "created", "new", "add", "added"),
                        FileVerb.MODIFY,
                                List.of(
                                        "modify",
                                        "modified",
                                        "update",
                                        "updated",
                                        "edit",
                                        "edited",
                                        "extend",
                                        "extended",
                                        "rewrite",
                                        "rewritten",
                                        "change",
                                        "changed"),
                        FileVerb.DELETE, List.of("delete", "deleted", "remove", "removed"),
                        FileVerb.READ, List.of("read", "source"),
                        FileVerb.TEST, List.of("test", "tests"))
                .forEach((verb, words) -> words.forEach(word -> verbs.put(word, verb)));
        return Map.copyOf(verbs);
    }
}
