package dev.coppice.plan.kiro;

import dev.coppice.plan.checklist.Segments;
import dev.coppice.plan.content.Field;
import dev.coppice.plan.content.FieldKind;
import dev.coppice.plan.draft.DraftGroup;
import dev.coppice.plan.draft.DraftTask;
import dev.coppice.plan.draft.Structure;
import dev.coppice.plan.order.Links;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One item after the other, and neighbours marked (P) side by side. A task that says what it depends on waits for that and for the last
 * checkpoint alone; a checkpoint waits for everything before it.
 */
final class DocumentOrder {

    private final Structure structure;
    private final Links links;

    DocumentOrder(Structure structure, Links links) {
        this.structure = structure;
        this.links = links;
    }

    void add(Map<DraftTask, List<Field>> fields) {
        boolean stated = fields.values().stream().anyMatch(DocumentOrder::depends);
        if (stated) {
            structure.groups.forEach(links::declare);
            chain(structure.tasks, fields);
        } else {
            structure.groups.forEach(group -> chain(group.tasks, fields));
            besideEachOther();
        }
    }

    /** Groups marked (P) wait for what the first of them waits for. */
    private void besideEachOther() {
        List<DraftGroup> before = List.of();
        for (List<DraftGroup> segment : Segments.of(structure.batches(), group -> group.parallel)) {
            for (DraftGroup group : segment.size() > 1 || before.size() > 1 ? segment : List.<DraftGroup>of()) {
                links.declare(group);
                before.forEach(earlier -> links.need(group, earlier));
            }
            before = segment;
        }
    }

    private void chain(List<DraftTask> tasks, Map<DraftTask, List<Field>> fields) {
        List<DraftTask> before = new ArrayList<>();
        List<DraftTask> checkpoint = List.of();
        for (List<DraftTask> segment : Segments.of(open(tasks), task -> task.parallel && !isCheckpoint(task))) {
            List<DraftTask> waiting = new ArrayList<>();
            for (DraftTask task : segment) {
                boolean own = depends(fields.getOrDefault(task, List.of())) && !isCheckpoint(task);
                (own ? checkpoint : before).forEach(earlier -> links.follow(task, earlier));
                if (own) {
                    before = with(before, task);
                } else {
                    waiting.add(task);
                }
            }
            if (!waiting.isEmpty()) {
                before = waiting;
                checkpoint = isCheckpoint(waiting.getFirst()) ? waiting : checkpoint;
            }
        }
    }

    private static List<DraftTask> open(List<DraftTask> tasks) {
        return tasks.stream().filter(task -> !task.isDropped()).toList();
    }

    private static List<DraftTask> with(List<DraftTask> tasks, DraftTask task) {
        List<DraftTask> more = new ArrayList<>(tasks);
        more.add(task);
        return more;
    }

    private static boolean depends(List<Field> fields) {
        return fields.stream()
                .anyMatch(field ->
                        field.kind() == FieldKind.DEPENDS && !field.entries().isEmpty());
    }

    static boolean isCheckpoint(DraftTask task) {
        String title = task.title.toLowerCase(Locale.ROOT);
        return title.startsWith("checkpoint") || title.startsWith("final checkpoint");
    }
}
