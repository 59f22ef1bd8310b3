package dev.coppice.plan.content;

import dev.coppice.plan.draft.DraftGroup;
import dev.coppice.plan.draft.DraftTask;
import dev.coppice.plan.outline.Outline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The fields of every task and of every group's head. */
public final class TaskFields {

    private TaskFields() {}

    public static List<Field> of(DraftTask task, Outline outline) {
        if (task.form == DraftTask.Form.ROW) {
            List<Field> cells = new ArrayList<>();
            for (Map.Entry<String, String> cell : task.cells.entrySet()) {
                cells.add(Field.ofCell(cell.getKey(), task.line, cell.getValue()));
            }
            return cells;
        }
        return FieldReader.read(outline, task.line + 1, task.lastLine);
    }

    public static List<Field> of(DraftGroup group, Outline outline) {
        return FieldReader.read(outline, group.line + 1, group.introEnd());
    }
}
