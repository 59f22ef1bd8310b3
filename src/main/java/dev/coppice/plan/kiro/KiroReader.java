package dev.coppice.plan.kiro;

import dev.coppice.plan.checklist.Draft;
import dev.coppice.plan.checklist.FreeNumbers;
import dev.coppice.plan.checklist.Item;
import dev.coppice.plan.checklist.ItemTitle;
import dev.coppice.plan.draft.DraftGroup;
import dev.coppice.plan.draft.DraftTask;
import dev.coppice.plan.draft.Structure;
import dev.coppice.plan.head.NumberKey;
import dev.coppice.plan.outline.Heading;
import dev.coppice.plan.outline.Outline;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes groups of the top items, and tasks of the items that have none below them. */
final class KiroReader {

    private final Outline outline;
    private final List<KiroItem> items;
    private final Draft draft = new Draft();
    private final FreeNumbers numbers = new FreeNumbers();
    private final Set<NumberKey> containers = new HashSet<>();

    private int nextHeading;
    private String section = "";
    private @Nullable DraftGroup group;

    KiroReader(Outline outline, List<Item> items) {
        this.outline = outline;
        this.items = items.stream().map(KiroItem::of).toList();
    }

    Structure read() {
        for (KiroItem item : items) {
            if (item.isNumbered()) {
                numbers.take(item.number());
                List<Long> parts = item.key().parts();
                for (int length = 1; length < parts.size(); length++) {
                    containers.add(new NumberKey("", List.copyOf(parts.subList(0, length)), ""));
                }
            }
        }
        items.forEach(this::read);
        passHeadings(outline.source().lines() + 1);
        return draft.finish(outline.source());
    }

    private void read(KiroItem item) {
        passHeadings(item.item().line());
        if (!item.isNumbered() && !item.isTop()) {
            return; // a step of its task
        }
        if (item.isTop() && item.isNumbered()) {
            group = open(item);
        }
        if (item.isNumbered() && containers.contains(item.key())) {
            return;
        }
        DraftGroup owner = group;
        if (owner == null || isStranger(item, owner)) {
            String number = item.isNumbered() ? String.valueOf(item.key().first()) : "";
            owner = DraftGroup.titled(
                    "Item", number, "", ItemTitle.of("", "").mark(), item.item().line());
            owner.section = section;
            draft.structure().groups.add(owner);
            group = owner;
        }
        String number = item.isNumbered() ? item.number() : numbers.next(owner, draft.structure());
        var title = ItemTitle.of(item.title(), item.item().box());
        DraftTask task = draft.task(owner, title.head(number, item.item().box()), item.item());
        task.parallel = item.parallel();
    }

    /** A numbered item below no item of its number. */
    private static boolean isStranger(KiroItem item, DraftGroup owner) {
        return item.isNumbered() && item.key().first() != owner.key().first();
    }

    private DraftGroup open(KiroItem item) {
        Item line = item.item();
        var title = ItemTitle.of(item.title(), line.box());
        boolean container = containers.contains(item.key());
        var opened = DraftGroup.titled(
                "Item",
                item.number(),
                title.text(),
                container ? title.mark() : ItemTitle.of("", "").mark(),
                line.line());
        opened.parallel = item.parallel();
        opened.section = section;
        return draft.group(opened);
    }

    private void passHeadings(int line) {
        List<Heading> headings = outline.headings();
        while (nextHeading < headings.size() && headings.get(nextHeading).line() < line) {
            Heading heading = headings.get(nextHeading++);
            section = heading.text();
            draft.endTask(heading.line());
            draft.structure().foreign.add(heading);
        }
    }
}
