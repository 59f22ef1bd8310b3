package dev.coppice.plan.superpowers;

import dev.coppice.plan.assembly.DoneMarks;
import dev.coppice.plan.assembly.Manner;
import dev.coppice.plan.content.Field;
import dev.coppice.plan.draft.DraftTask;
import dev.coppice.plan.draft.Structure;
import dev.coppice.plan.finding.Findings;
import dev.coppice.plan.head.Mark;
import dev.coppice.plan.outline.Outline;
import dev.coppice.plan.outline.PlanSource;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A task is done when its head says so, or when all of its steps are checked. */
final class SuperpowersManner implements Manner {

    private static final int LONGEST = 2_000;
    private static final Pattern STEP = Pattern.compile("\\s*[-*+]\\s+\\\\?\\[(.?)\\\\?]\\s.*");

    @Override
    public String dialect() {
        return SuperpowersDialect.NAME;
    }

    @Override
    public String taskForm() {
        return "a task begins with '### Task 1: Title'";
    }

    @Override
    public void marks(Structure structure, Map<DraftTask, List<Field>> fields, PlanSource source, Findings findings) {
        for (DraftTask task : structure.tasks) {
            if (allStepsAreChecked(task, source.outline())) {
                task.mark = task.mark.and(Mark.DONE);
            }
        }
        new DoneMarks(structure, findings).report();
    }

    private static boolean allStepsAreChecked(DraftTask task, Outline outline) {
        boolean checked = false;
        for (int line = task.firstLine(); line <= task.lastLine; line++) {
            String text = outline.source().line(line);
            if (text.indexOf('[') >= 0
                    && text.length() <= LONGEST
                    && outline.place(line).isText()) {
                Matcher step = STEP.matcher(text);
                if (step.matches()) {
                    if (Mark.ofBox(step.group(1)) != Mark.DONE) {
                        return false;
                    }
                    checked = true;
                }
            }
        }
        return checked;
    }

    @Override
    public boolean chainsWholeNumbers() {
        return true;
    }
}
