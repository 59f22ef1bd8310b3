package dev.coppice.plan.content;

import dev.coppice.plan.Script;
import dev.coppice.plan.TaskFile;
import dev.coppice.plan.Verification;
import dev.coppice.plan.draft.DraftTask;
import dev.coppice.plan.finding.Findings;
import dev.coppice.plan.outline.Fence;
import dev.coppice.plan.outline.Outline;
import dev.coppice.plan.outline.PlanSource;
import dev.coppice.plan.text.CodeSpans;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What a task's fields and code blocks hold. */
public record TaskContent(
        List<TaskFile> files,
        List<Script> scripts,
        Verification verification,
        String commitMessage,
        Map<String, String> labels) {

    public static final TaskContent EMPTY = new TaskContent(List.of(), List.of(), Verification.none(), "", Map.of());

    private static final Pattern NO_COMMIT = Pattern.compile("(?i)(?:none|n/a|no commit)(?:\\W.*)?", Pattern.DOTALL);

    public static TaskContent of(DraftTask task, List<Field> fields, PlanSource source, Findings findings) {
        List<TaskFile> files = FilesReader.read(fields, findings);
        String commit = commitMessage(fields);
        Verification verification =
                VerificationReader.read(fields, source.frontMatter().bareCommands());
        return new TaskContent(
                files, scripts(task, fields, source.outline()), verification, commit, labels(fields, files, commit));
    }

    private static String commitMessage(List<Field> fields) {
        return fields.stream()
                .filter(field -> field.kind() == FieldKind.COMMIT)
                .map(field -> field.inline().text().split("\n", 2)[0].strip())
                .filter(text -> !NO_COMMIT.matcher(text).matches())
                .map(TaskContent::withoutCodeMarks)
                .findFirst()
                .orElse("");
    }

    private static String withoutCodeMarks(String text) {
        CodeSpans spans = CodeSpans.of(text);
        boolean whole = spans.codes().size() == 1
                && spans.codes().getFirst().before().isEmpty()
                && spans.tail().matches("\\s*(?:[(（].*[)）])?\\s*");
        return whole ? spans.codes().getFirst().code().strip() : text;
    }

    /** Blocks under Verification are checks, and Coppice commits by itself: neither is the work. */
    private static List<Script> scripts(DraftTask task, List<Field> fields, Outline outline) {
        Set<Fence> taken = new HashSet<>();
        for (Field field : fields) {
            switch (field.kind()) {
                case VERIFICATION, TEST, CRITERIA, COMMIT -> taken.addAll(field.fences());
                case FILES, DEPENDS, REVERSE, STATUS, MODE, TASKS, TOTAL, OTHER -> {}
            }
        }
        List<Script> scripts = new ArrayList<>();
        for (Fence fence : outline.fencesBetween(task.firstLine(), task.lastLine)) {
            if (fence.isScript() && !fence.content().isBlank() && !taken.contains(fence)) {
                scripts.add(new Script(fence.language(), fence.content()));
            }
        }
        return scripts;
    }

    private static Map<String, String> labels(List<Field> fields, List<TaskFile> files, String commit) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (Field field : fields) {
            boolean placed = switch (field.kind()) {
                case FILES -> !files.isEmpty();
                case VERIFICATION, DEPENDS -> true;
                case COMMIT -> !commit.isEmpty();
                case TEST, CRITERIA, REVERSE, STATUS, MODE, TASKS, TOTAL, OTHER -> false;
            };
            if (!placed) {
                labels.merge(field.label(), field.text(), (first, second) -> first + "\n" + second);
            }
        }
        return labels;
    }
}
