package dev.coppice.plan.taskmaster;

import dev.coppice.plan.DoneMark;
import dev.coppice.plan.content.Field;
import dev.coppice.plan.draft.DraftGroup;
import dev.coppice.plan.draft.DraftTask;
import dev.coppice.plan.draft.Structure;
import dev.coppice.plan.finding.Findings;
import dev.coppice.plan.finding.Rule;
import dev.coppice.plan.head.Head;
import dev.coppice.plan.head.Mark;
import dev.coppice.plan.head.NumberKey;
import dev.coppice.plan.text.SourceText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes tasks of objects; sub-tasks stay in the text of their task, as its steps. */
final class TaskmasterTasks {

    private static final Pattern NUMBER = Pattern.compile(NumberKey.FORM);

    private final SourceText source;
    private final Findings findings;
    private final Structure structure = new Structure();
    private final Map<DraftTask, List<Field>> fields = new LinkedHashMap<>();

    TaskmasterTasks(SourceText source, Findings findings) {
        this.source = source;
        this.findings = findings;
    }

    Map<DraftTask, List<Field>> fields() {
        return fields;
    }

    Structure read(String title, Json list) {
        var group = DraftGroup.implicit(title, source.lineAt(list.start()));
        structure.groups.add(group);
        list.items().forEach(task -> read(group, task));
        return structure;
    }

    private void read(DraftGroup group, Json json) {
        int line = source.lineAt(json.start());
        String number = json.get("id").text().strip();
        String title = json.get("title").text().strip();
        if (!NUMBER.matcher(number).matches() || title.isEmpty()) {
            structure.ignored.put(line, "a task needs an \"id\" such as 1, and a \"title\"");
            findings.add(Rule.UNREADABLE_HEAD, line, "a task needs an \"id\" such as 1, and a \"title\"");
            return;
        }
        String status = json.get("status").text().strip().toLowerCase(Locale.ROOT);
        var head = new Head.Task(number, title.replaceAll("\\s+", " "), mark(status), "");
        var task = new DraftTask(DraftTask.Form.ENTRY, head, line, 1, group, Map.of());
        task.lastLine = source.lineAt(Math.max(json.start(), json.end() - 1));
        task.text = source.text().substring(json.start(), json.end());
        task.dropReason = task.mark == Mark.DROPPED ? status : "";
        task.doneMark = json.get("status") instanceof Json.Value value && json.has("status")
                ? Optional.of(doneMark(value))
                : Optional.empty();
        group.endIntro(line);
        group.tasks.add(task);
        structure.tasks.add(task);
        fields.put(task, fields(json));
    }

    private static Mark mark(String status) {
        return switch (status) {
            case "done", "completed" -> Mark.DONE;
            case "cancelled", "canceled", "deferred" -> Mark.DROPPED;
            default -> Mark.OPEN;
        };
    }

    private DoneMark doneMark(Json.Value status) {
        int line = source.lineAt(status.start());
        return new DoneMark(
                line,
                status.start() - source.startOf(line) + 1,
                source.byteOffset(status.start()),
                source.bytes(status.start(), status.end()),
                source.text().substring(status.start(), status.end()),
                "\"done\"");
    }

    private List<Field> fields(Json json) {
        List<Field> found = new ArrayList<>();
        if (json instanceof Json.Obj(var all, var _, var _)) {
            all.forEach((name, value) -> field(name, value).ifPresent(found::add));
        }
        return found;
    }

    private Optional<Field> field(String name, Json value) {
        int line = source.lineAt(value.start());
        return switch (name) {
            case "id", "title", "status", "subtasks" -> Optional.empty();
            case "dependencies" -> {
                List<String> numbers = value.items().stream().map(Json::text).toList();
                yield numbers.isEmpty()
                        ? Optional.empty()
                        : Optional.of(Field.ofCell("Depends on", line, String.join(", ", numbers)));
            }
            case "testStrategy" -> cell("Acceptance", line, value);
            case "priority" -> cell("Priority", line, value);
            default -> cell(name, line, value);
        };
    }

    private static Optional<Field> cell(String label, int line, Json value) {
        return value.text().isBlank() ? Optional.empty() : Optional.of(Field.ofOther(label, line, value.text()));
    }
}
