package dev.coppice.plan.content;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What the label of a field means. */
public enum FieldKind {
    FILES,
    VERIFICATION,
    TEST,
    CRITERIA,
    DEPENDS,
    REVERSE,
    COMMIT,
    STATUS,
    MODE,
    TASKS,
    TOTAL,
    OTHER;

    private static final Pattern REMARK = Pattern.compile("\\s*[(（].*");
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Map<String, FieldKind> NAMES = Map.ofEntries(
            Map.entry("file", FILES),
            Map.entry("files", FILES),
            Map.entry("path", FILES),
            Map.entry("paths", FILES),
            Map.entry("files to create", FILES),
            Map.entry("files to modify", FILES),
            Map.entry("files to update", FILES),
            Map.entry("files to delete", FILES),
            Map.entry("files created", FILES),
            Map.entry("files modified", FILES),
            Map.entry("files changed", FILES),
            Map.entry("verification", VERIFICATION),
            Map.entry("verification steps", VERIFICATION),
            Map.entry("verification commands", VERIFICATION),
            Map.entry("verify", VERIFICATION),
            Map.entry("test", TEST),
            Map.entry("tests", TEST),
            Map.entry("acceptance", CRITERIA),
            Map.entry("acceptance criteria", CRITERIA),
            Map.entry("done", CRITERIA),
            Map.entry("done when", CRITERIA),
            Map.entry("depend on", DEPENDS),
            Map.entry("depends", DEPENDS),
            Map.entry("depends on", DEPENDS),
            Map.entry("dependency", DEPENDS),
            Map.entry("dependencies", DEPENDS),
            Map.entry("prerequisite", DEPENDS),
            Map.entry("prerequisites", DEPENDS),
            Map.entry("blocked by", DEPENDS),
            Map.entry("blocks", REVERSE),
            Map.entry("prereq for", REVERSE),
            Map.entry("prerequisite for", REVERSE),
            Map.entry("required before", REVERSE),
            Map.entry("commit", COMMIT),
            Map.entry("commit message", COMMIT),
            Map.entry("status", STATUS),
            Map.entry("execution mode", MODE),
            Map.entry("tasks", TASKS),
            Map.entry("total tasks", TOTAL));

    public static FieldKind of(String label) {
        String name =
                SPACES.matcher(REMARK.matcher(label).replaceAll("").strip()).replaceAll(" ");
        return NAMES.getOrDefault(name.toLowerCase(Locale.ROOT), OTHER);
    }
}
