package dev.coppice.plan.checklist;

import dev.coppice.plan.draft.DraftGroup;
import dev.coppice.plan.draft.Structure;
import dev.coppice.plan.head.Head;
import dev.coppice.plan.head.HeadReader;
import dev.coppice.plan.head.Mark;
import dev.coppice.plan.outline.Heading;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Walks down the headings of a checklist together with its items: which group is open at a line. */
public final class Sections {

    private static final Pattern NUMBERED =
            Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9}){0,3})(?:[.)]|\\s*[:：])?\\s+(.+)");

    private final List<Heading> headings;
    private final Predicate<Heading> mayOwn;
    private final Draft draft;
    private final String planTitle;

    private int next;
    private @Nullable Heading owner;
    private @Nullable DraftGroup group;

    /** Only some headings may own items; the others leave their items to the one before. */
    public Sections(List<Heading> headings, Predicate<Heading> mayOwn, Draft draft, String planTitle) {
        this.headings = headings;
        this.mayOwn = mayOwn;
        this.draft = draft;
        this.planTitle = planTitle;
    }

    /** The group of an item at a line. */
    public DraftGroup groupAt(int line) {
        pass(line);
        DraftGroup open = group;
        if (open == null) {
            Heading heading = owner;
            open = heading == null ? draft.group(DraftGroup.implicit(planTitle, line)) : draft.group(of(heading));
            group = open;
        }
        return open;
    }

    /** Passes the headings above a line. Those that are called a phase are groups even if they own nothing. */
    public void pass(int line) {
        Structure structure = draft.structure();
        while (next < headings.size() && headings.get(next).line() < line) {
            Heading heading = headings.get(next++);
            boolean phase = isPhase(heading);
            if (phase || mayOwn.test(heading)) {
                draft.endTask(heading.line());
                owner = heading;
                group = phase ? draft.group(of(heading)) : null;
            }
            if (!phase) {
                structure.foreign.add(heading);
            }
        }
    }

    private static boolean isPhase(Heading heading) {
        return heading.level() > 1 && HeadReader.read(heading.text(), false) instanceof Head.Group;
    }

    /** The text of the heading that owns what comes now; "" if there is none. */
    public String title() {
        Heading heading = owner;
        return heading == null ? "" : heading.text();
    }

    private static DraftGroup of(Heading heading) {
        if (HeadReader.read(heading.text(), false) instanceof Head.Group head) {
            return DraftGroup.of(head, heading, null);
        }
        Matcher numbered = NUMBERED.matcher(heading.text());
        return numbered.matches()
                ? DraftGroup.titled(
                        "Group", numbered.group(1), numbered.group(2).strip(), Mark.NONE, heading.line())
                : DraftGroup.titled("Group", "", heading.text(), Mark.NONE, heading.line());
    }
}
